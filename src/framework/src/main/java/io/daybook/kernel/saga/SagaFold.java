package io.daybook.kernel.saga;

import static java.util.Comparator.naturalOrder;

import io.daybook.kernel.deliver.Redriver;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.saga.SagaRow.Pending;
import io.daybook.kernel.saga.SagaRow.Timer;
import io.daybook.kernel.store.StateCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a trigger makes of an instance. Pure: reads no clock, sends nothing, saves nothing. */
final class SagaFold<S> {
    /** How an instance is called that was given up. */
    static final String STUCK = "stuck";

    private final Saga<S> saga;
    private final StateCodec<S> states;
    private final CommandCodec commands;

    SagaFold(Saga<S> saga, StateCodec<S> states, CommandCodec commands) {
        this.saga = saga;
        this.states = states;
        this.commands = commands;
    }

    /** An instance as it is before the event that starts it. */
    SagaDraft<S> start(String id, Recorded<?> starting) {
        var metadata = starting.metadata();
        var initial = saga.initial(id);
        var draft = new SagaDraft<S>(new SagaRow(
                saga.name(),
                id,
                0,
                states.encode(initial),
                saga.step(initial),
                false,
                List.of(),
                List.of(),
                Map.of(),
                0,
                0,
                metadata.correlationId(),
                metadata.userId(),
                metadata.at(),
                metadata.at(),
                0,
                null,
                null,
                null));
        draft.state = initial;
        return draft;
    }

    /**
     * Takes one trigger. An instance that was given up stays so, whatever comes later, until the saga completes.
     *
     * @param before stays as it is
     * @throws RuntimeException as the saga, or because it does what no saga may
     */
    SagaDraft<S> take(SagaDraft<S> before, Cause cause, Instant now) {
        var state = state(before);
        var reaction = saga.react(state, cause.trigger());
        var next = before.copy();
        settle(cause, next);
        next.state = reaction.state();
        next.complete = saga.isComplete(reaction.state());
        next.steps++;
        if (cause.at() != null && cause.at().isAfter(next.at)) {
            next.at = cause.at();
        }
        var done = new Done();
        reaction.effects().forEach(effect -> apply(effect, next, cause, now, done));
        if (next.pending.isEmpty() && next.timersDue(now).isEmpty()) {
            // What failed last is no longer wanted.
            succeed(next);
        }
        if (next.pending.size() > Saga.PENDING_MAX) {
            throw new SagaDefectException("after " + cause.what() + " more than " + Saga.PENDING_MAX
                    + " commands would be pending: send the others as answers come in");
        }
        if (done.givenUp != null) {
            next.stuck = done.givenUp;
        } else if (next.complete && !before.complete) {
            next.stuck = null;
        }
        next.step = next.stuck == null ? saga.step(reaction.state()) : STUCK;
        next.add(step(next, cause, now, done));
        return next;
    }

    /** The row to save, with the time at which the sweeper must look at it. */
    SagaRow row(SagaDraft<S> draft, Instant now) {
        var text = draft.state == null ? draft.saved.state() : states.encode(draft.state);
        return draft.row(text, dueAt(draft, now));
    }

    /** What a reaction did, for the history. */
    private static final class Done {
        private final List<String> sent = new ArrayList<>();
        private final List<String> timers = new ArrayList<>();
        private @Nullable String givenUp;
    }

    private S state(SagaDraft<S> draft) {
        return draft.state == null ? states.decode(draft.saved.state()) : Objects.requireNonNull(draft.state);
    }

    /** What waited for the trigger waits no more. */
    private static void settle(Cause cause, SagaDraft<?> next) {
        switch (cause.trigger()) {
            case Trigger.Happened _ -> {}
            case Trigger.Answered _ -> {
                next.pending.removeIf(command -> command.commandId().equals(cause.id()));
                succeed(next);
            }
            case Trigger.TimerDue(var name) -> {
                next.timers.removeIf(timer -> timer.name().equals(name));
                succeed(next);
            }
        }
    }

    private static void succeed(SagaDraft<?> next) {
        next.attempts = 0;
        next.error = null;
    }

    private void apply(Effect effect, SagaDraft<S> next, Cause cause, Instant now, Done done) {
        switch (effect) {
            case Effect.Send<?> send -> {
                var command = commands.encode(send);
                next.pending.add(new Pending(
                        CommandIds.ofSaga(next.saved.saga(), next.saved.id(), next.steps, done.sent.size()),
                        command.category(),
                        command.id(),
                        command.name(),
                        command.body(),
                        cause.id()));
                done.sent.add(command.name() + " " + command.category() + "-" + command.id());
            }
            case Effect.StartTimer(var name, var after) -> {
                next.timers.removeIf(timer -> timer.name().equals(name));
                next.timers.add(new Timer(name, ++next.timerStarts, now.plus(after)));
                done.timers.add("start " + name);
            }
            case Effect.CancelTimer(var name) -> {
                if (next.timers.removeIf(timer -> timer.name().equals(name))) {
                    done.timers.add("cancel " + name);
                }
            }
            case Effect.GiveUp(var reason) -> done.givenUp = reason;
        }
    }

    private static <S> HistoryStep step(SagaDraft<S> next, Cause cause, Instant now, Done done) {
        var told = cause.told();
        var detail = done.givenUp == null
                ? told.detail()
                : told.detail() == null ? done.givenUp : told.detail() + "; gave up: " + done.givenUp;
        return new HistoryStep(
                next.steps,
                now,
                told.trigger(),
                cause.what(),
                told.stream(),
                told.version(),
                told.outcome(),
                detail,
                next.step,
                done.sent,
                done.timers);
    }

    /** A timer that could not be taken is tried again as seldom as a command without an outcome. */
    private static @Nullable Instant dueAt(SagaDraft<?> draft, Instant now) {
        var again = now.plus(pause(draft.attempts));
        var timers = draft.timers.stream()
                .map(timer -> draft.attempts > 0 && !timer.dueAt().isAfter(now) ? again : timer.dueAt());
        var pending = draft.pending.isEmpty() ? Stream.<Instant>empty() : Stream.of(again);
        return Stream.concat(timers, pending).min(naturalOrder()).orElse(null);
    }

    /**
     * After which the sweeper looks at an instance with pending commands: a minute at first (source: the design,
     * promise 6), then growing as for parked streams.
     *
     * @param attempts that failed in a row
     */
    static Duration pause(int attempts) {
        return Redriver.pauseAfter(Math.max(0, attempts - 1));
    }
}
