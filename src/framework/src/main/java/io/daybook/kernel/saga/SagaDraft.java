package io.daybook.kernel.saga;

import static java.util.Comparator.comparing;

import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.saga.SagaRow.Pending;
import io.daybook.kernel.saga.SagaRow.Timer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An instance in memory, between a read and a save: what will stand in its row, and the steps that led there. */
final class SagaDraft<S> {
    final SagaRow saved;
    /** Null as long as it stands in the saved row only, as text. */
    @Nullable
    S state;

    String step;
    boolean complete;
    final List<Pending> pending;
    final List<Timer> timers;
    final Map<StreamName, Long> applied;
    final List<HistoryStep> unsaved;
    long steps;
    long timerStarts;
    Instant at;
    int attempts;

    @Nullable
    String error;

    @Nullable
    String stuck;

    /** Nothing has changed yet. */
    SagaDraft(SagaRow saved) {
        this.saved = saved;
        this.step = saved.step();
        this.complete = saved.complete();
        this.pending = new ArrayList<>(saved.pending());
        this.timers = new ArrayList<>(saved.timers());
        this.applied = new HashMap<>(saved.applied());
        this.unsaved = new ArrayList<>();
        this.steps = saved.steps();
        this.timerStarts = saved.timerStarts();
        this.at = saved.at();
        this.attempts = saved.attempts();
        this.error = saved.error();
        this.stuck = saved.stuck();
    }

    private SagaDraft(SagaDraft<S> other) {
        this.saved = other.saved;
        this.state = other.state;
        this.step = other.step;
        this.complete = other.complete;
        this.pending = new ArrayList<>(other.pending);
        this.timers = new ArrayList<>(other.timers);
        this.applied = new HashMap<>(other.applied);
        this.unsaved = new ArrayList<>(other.unsaved);
        this.steps = other.steps;
        this.timerStarts = other.timerStarts;
        this.at = other.at;
        this.attempts = other.attempts;
        this.error = other.error;
        this.stuck = other.stuck;
    }

    SagaDraft<S> copy() {
        return new SagaDraft<>(this);
    }

    /** The same after a save, with nothing unsaved. */
    SagaDraft<S> saved(SagaRow stored) {
        var next = new SagaDraft<S>(stored);
        next.state = state;
        return next;
    }

    /** Whether the steps of so many events fit into the next save. */
    boolean hasRoomFor(int events) {
        return unsaved.isEmpty() || unsaved.size() + events <= SagaTable.STEPS_MAX;
    }

    long applied(StreamName stream) {
        return applied.getOrDefault(stream, 0L);
    }

    boolean isPending(String commandId) {
        return pending.stream().anyMatch(command -> command.commandId().equals(commandId));
    }

    /** Those due first come first; at most as many as one save takes. */
    List<Timer> timersDue(Instant now) {
        return timers.stream()
                .filter(timer -> !timer.dueAt().isAfter(now))
                .sorted(comparing(Timer::dueAt))
                .limit(SagaTable.STEPS_MAX)
                .toList();
    }

    /** One commit may hold more events than a save takes steps: the last of them tells of several then. */
    void add(HistoryStep next) {
        if (unsaved.size() < SagaTable.STEPS_MAX) {
            unsaved.add(next);
            return;
        }
        var last = unsaved.removeLast();
        unsaved.add(new HistoryStep(
                next.number(),
                next.at(),
                next.trigger(),
                last.what() + ", " + next.what(),
                next.stream(),
                next.version(),
                next.outcome(),
                next.detail() == null ? last.detail() : next.detail(),
                next.step(),
                Stream.concat(last.sent().stream(), next.sent().stream()).toList(),
                Stream.concat(last.timers().stream(), next.timers().stream()).toList()));
    }

    /** @param text the state's */
    SagaRow row(String text, @Nullable Instant dueAt) {
        return new SagaRow(
                saved.saga(),
                saved.id(),
                saved.revision(),
                text,
                step,
                complete,
                pending,
                timers,
                applied,
                steps,
                timerStarts,
                saved.correlationId(),
                saved.userId(),
                saved.startedAt(),
                at,
                attempts,
                error,
                stuck,
                dueAt);
    }
}
