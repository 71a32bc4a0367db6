package io.daybook.testing.replay;

import static java.util.Comparator.naturalOrder;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.json.JacksonEventCodec;
import io.daybook.adapter.json.JacksonSagaStateCodec;
import io.daybook.adapter.json.command.CommandReader;
import io.daybook.adapter.json.command.JsonCommandCodec;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.memory.MemoryParkedStreams;
import io.daybook.kernel.memory.MemorySagaTable;
import io.daybook.kernel.process.SagaConsumer;
import io.daybook.kernel.process.SagaSettings;
import io.daybook.kernel.saga.CommandCodec;
import io.daybook.kernel.saga.Correlation;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.saga.SagaInstance;
import io.daybook.kernel.saga.SagaInstance.Timer;
import io.daybook.kernel.schema.EventCodec;
import io.daybook.kernel.store.Append;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.Catalog;
import io.daybook.testing.replay.SagaReplay.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs the real runner of sagas in memory, on the clock of an export, and answers its commands from the export. */
final class SagaRehearsal<S> {
    /** Timers that fire between two commits; a saga that never stops must not run without end. */
    private static final int TIMERS_MAX = 1_000;

    private final Saga<S> saga;
    private final String id;
    private final CommandCodec commands;
    private final Map<String, EventCodec<?>> codecs = new HashMap<>();
    private final MemoryEventStore store = new MemoryEventStore();
    private final MemorySagaTable table = new MemorySagaTable();
    private final List<Step<S>> steps = new ArrayList<>();
    private final SagaConsumer<S> consumer;
    private Instant now = Instant.EPOCH;
    private ExportedAnswers answers = new ExportedAnswers(List.of());

    SagaRehearsal(Catalog catalog, ObjectMapper mapper, Saga<S> saga, String id) {
        this.saga = saga;
        this.id = id;
        this.commands = new JsonCommandCodec(
                catalog.aggregates().stream().map(Aggregate::category).toList(), new CommandReader(mapper));
        saga.follows().forEach(category -> codecs.put(category.name(), codec(category, mapper)));
        var watched = new WatchedSaga<S>(
                saga,
                (trigger, reaction) -> steps.add(
                        new Step<>(now, trigger, saga.step(reaction.state()), reaction.state(), reaction.effects())));
        this.consumer = new SagaConsumer<>(
                watched,
                new JacksonSagaStateCodec<>(saga, mapper),
                codecs,
                new SagaConsumer.Ports(
                        store,
                        table,
                        (send, context) -> answers.to(send, context, mapper),
                        commands,
                        new MemoryParkedStreams(),
                        new SagaSettings(() -> now, Backoff.none(), 1, Runnable::run),
                        failure -> {}));
    }

    private static <E> EventCodec<E> codec(Category<?, ?, E> category, ObjectMapper mapper) {
        return new JacksonEventCodec<>(category.events(), mapper);
    }

    SagaReplay<S> over(List<Commit> commits) {
        answers = new ExportedAnswers(commits);
        var streams = streams(commits);
        CausalOrder.of(commits).stream()
                .filter(commit -> streams.contains(commit.stream()))
                .forEach(this::deliver);
        commits.stream()
                .map(commit -> commit.metadata().at())
                .max(naturalOrder())
                .ifPresent(this::fireTimersUntil);
        var unanswered = row().stream()
                .flatMap(row -> row.work().pending().stream())
                .<Effect.Send<?>>map(pending -> commands.decode(pending.command()))
                .toList();
        return new SagaReplay<>(steps, unanswered);
    }

    /** The streams that have an event of the instance. */
    private Set<StreamName> streams(List<Commit> commits) {
        var streams = new HashSet<StreamName>();
        for (var commit : commits) {
            var codec = codecs.get(commit.stream().category());
            if (codec != null && codec.decode(commit).stream().anyMatch(this::concerns)) {
                streams.add(commit.stream());
            }
        }
        return streams;
    }

    private boolean concerns(Recorded<?> recorded) {
        return switch (saga.correlate(recorded)) {
            case Correlation.None() -> false;
            case Correlation.Starts(var other) -> other.equals(id);
            case Correlation.Continues(var other) -> other.equals(id);
        };
    }

    private void deliver(Commit commit) {
        fireTimersUntil(commit.metadata().at());
        now = commit.metadata().at();
        store.append(Append.of(commit));
        var progress = consumer.apply(commit.stream(), List.of(commit), Deadline.none());
        if (progress instanceof Progress.Poisoned poisoned) {
            throw new AssertionError(
                    saga.name() + " cannot take version " + poisoned.version() + " of " + commit.stream() + ": "
                            + poisoned.error(),
                    poisoned.cause());
        }
    }

    private void fireTimersUntil(Instant time) {
        for (int fired = 0; fired < TIMERS_MAX; fired++) {
            var due = row().stream()
                    .flatMap(row -> row.work().timersDue(time).stream())
                    .map(Timer::dueAt)
                    .findFirst();
            if (due.isEmpty()) {
                return;
            }
            now = due.get();
            consumer.sweep(id, now, Deadline.none());
        }
    }

    private Optional<SagaInstance> row() {
        return table.read(saga.name(), id);
    }
}
