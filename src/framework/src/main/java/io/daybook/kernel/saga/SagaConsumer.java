package io.daybook.kernel.saga;

import io.daybook.kernel.consume.CommitTail;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.FailureListener;
import io.daybook.kernel.consume.ParkedStreams;
import io.daybook.kernel.consume.PoisonException;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EventCodec;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.CommitTooLargeException;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.StateCodec;
import io.daybook.kernel.store.StoreException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs the instances of one saga. What a trigger led to is saved before anything is sent; a command leaves its row only
 * with its outcome, which is the next trigger. Any number of runners may work on one instance: each save is conditional,
 * and a command that is sent twice has one outcome.
 */
public final class SagaConsumer<S> implements StreamConsumer {
    final SagaFold<S> fold;
    final TriggerFold<S> triggers;
    final SagaSends sends;
    final CommitTail tail;
    final Ports ports;
    private final SagaEvents events;
    private final Saga<S> saga;
    private final Set<String> categories;

    /** What it works with. */
    public record Ports(
            EventStore store,
            SagaTable table,
            CommandBus bus,
            ParkedStreams parked,
            SagaSettings settings,
            FailureListener failures) {}

    /** @param codecs by category, of every category that the saga follows */
    public SagaConsumer(Saga<S> saga, StateCodec<S> states, Map<String, EventCodec<?>> codecs, Ports ports) {
        this.saga = saga;
        this.categories =
                saga.follows().stream().map(category -> category.name()).collect(Collectors.toUnmodifiableSet());
        if (!codecs.keySet().containsAll(categories)) {
            throw new IllegalArgumentException(
                    saga.name() + " follows " + categories + ", but there are codecs of " + codecs.keySet() + " only");
        }
        this.ports = ports;
        this.fold = new SagaFold<>(saga, states, ports.bus()::encode);
        this.tail = new CommitTail(ports.store());
        this.events = new SagaEvents(saga, codecs);
        this.triggers = new TriggerFold<>(saga.name(), fold, events);
        this.sends = new SagaSends(ports.bus(), ports.settings().sends());
    }

    @Override
    public String name() {
        return saga.name();
    }

    @Override
    public boolean follows(StreamName stream) {
        return categories.contains(stream.category());
    }

    /**
     * Wakes the instances to which the streams belong. Commits that concern none are passed over without any read or
     * write; any other makes its instance send what is pending, also where it is a repetition.
     *
     * @return applied also where a command is still without an outcome: its instance stays due until it has one.
     *     Whoever catches up a stream without commits (a redrive) is told, as postponed
     */
    @Override
    public Map<StreamName, Progress> apply(Map<StreamName, List<Commit>> delivered, Deadline deadline) {
        var progress = new HashMap<StreamName, Progress>();
        delivered.forEach((stream, commits) -> progress.put(stream, apply(stream, commits, deadline)));
        return progress;
    }

    /**
     * Fires the timers of an instance that are due, and sends what is pending.
     *
     * @throws StoreException if storage could not be used; the instance stays due
     */
    public void sweep(String id, Instant now, Deadline deadline) {
        new SagaRun<>(this, id, deadline).sweep(now);
    }

    private Progress apply(StreamName stream, List<Commit> commits, Deadline deadline) {
        if (deadline.hasPassed()) {
            return Progress.Postponed.LATE;
        }
        try {
            var id = commits.isEmpty() ? instanceOf(stream) : instanceOf(stream, commits);
            return id.isEmpty()
                    ? new Progress.Applied()
                    : new SagaRun<>(this, id.get(), deadline).deliver(stream, commits);
        } catch (PoisonException e) {
            return e.progress();
        } catch (CommitTooLargeException e) {
            var version = commits.isEmpty() ? 0 : commits.getFirst().firstVersion();
            return new PoisonException(version, e).progress();
        } catch (StoreException e) {
            return new Progress.Postponed(PoisonException.describe(e), e);
        }
    }

    /** Which instance these commits concern. One that cannot be read may concern that of its stream. */
    private Optional<String> instanceOf(StreamName stream, List<Commit> commits) {
        try {
            return commits.stream()
                    .flatMap(commit -> events.in(commit).stream())
                    .map(SagaEvents.Relevant::id)
                    .findFirst();
        } catch (PoisonException e) {
            return instanceOf(stream);
        }
    }

    /** @throws PoisonException where what cannot be read comes before any event that concerns an instance */
    private Optional<String> instanceOf(StreamName stream) {
        long version = 0;
        while (true) {
            var page = tail.following(stream, version, List.of());
            for (var commit : page.commits()) {
                var relevant = events.in(commit);
                if (!relevant.isEmpty()) {
                    return Optional.of(relevant.getFirst().id());
                }
                version = commit.lastVersion();
            }
            if (!page.hasMore()) {
                return Optional.empty();
            }
        }
    }
}
