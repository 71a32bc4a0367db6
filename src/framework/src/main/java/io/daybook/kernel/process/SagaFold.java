package io.daybook.kernel.process;

import static java.util.Comparator.naturalOrder;

import io.daybook.kernel.deliver.Redriver;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.saga.CommandCodec;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.HistoryStep;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.saga.SagaInstance;
import io.daybook.kernel.saga.SagaInstance.Origin;
import io.daybook.kernel.saga.SagaInstance.Pending;
import io.daybook.kernel.saga.SagaInstance.Timer;
import io.daybook.kernel.saga.SagaInstance.Trouble;
import io.daybook.kernel.saga.SagaInstance.Work;
import io.daybook.kernel.saga.SagaStateCodec;
import io.daybook.kernel.saga.Trigger;
import io.daybook.kernel.send.CommandIds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Applies triggers to an instance. Pure: it reads no clock, sends nothing and saves nothing. */
final class SagaFold<S> {
    private final Saga<S> saga;
    private final SagaStateCodec<S> states;
    private final CommandCodec commands;

    SagaFold(Saga<S> saga, SagaStateCodec<S> states, CommandCodec commands) {
        this.saga = saga;
        this.states = states;
        this.commands = commands;
    }

    /** An instance before the event that starts it. */
    Draft<S> start(String id, Recorded<?> starting) {
        var metadata = starting.metadata();
        var initial = saga.initial(id);
        var instance = new SagaInstance(
                saga.name(),
                id,
                0,
                new Origin(metadata.correlationId(), metadata.userId(), metadata.at()),
                states.encode(initial),
                saga.step(initial),
                false,
                Work.none(metadata.at()),
                Trouble.NONE,
                null);
        return new Draft<>(instance, initial, List.of());
    }

    /**
     * Takes one trigger. An instance that was given up stays so until the saga completes, whatever comes later.
     *
     * @throws RuntimeException from the saga, or because it does something that a saga must not do
     */
    Draft<S> take(Draft<S> before, Cause cause, Instant now) {
        var instance = before.instance();
        var effects = new Effects(instance, cause, now);
        var reaction = saga.react(state(before), cause.trigger(), effects.pending.size());
        reaction.effects().forEach(effects::take);
        var work = effects.work();
        if (work.pending().size() > Saga.PENDING_MAX) {
            throw new SagaDefectException("after " + cause.what() + " more than " + Saga.PENDING_MAX
                    + " commands would be pending: send the others as answers come in");
        }
        boolean complete = saga.isComplete(reaction.state()) && work.pending().isEmpty();
        var stuck = effects.givenUp != null
                ? effects.givenUp
                : complete && !instance.complete() ? null : instance.trouble().stuck();
        var step = stuck == null ? saga.step(reaction.state()) : SagaInstance.STUCK;
        // The command that failed last has succeeded, or is no longer wanted.
        boolean isOver = !(cause.trigger() instanceof Trigger.Happened)
                || (work.pending().isEmpty() && work.timersDue(now).isEmpty());
        var trouble = isOver
                ? new Trouble(0, null, stuck)
                : new Trouble(instance.trouble().attempts(), instance.trouble().error(), stuck);
        var next = new SagaInstance(
                instance.saga(),
                instance.id(),
                instance.revision(),
                instance.origin(),
                instance.state(),
                step,
                complete,
                work,
                trouble,
                instance.dueAt());
        return before.plus(next, reaction.state(), effects.told(step));
    }

    /** Gives a stuck instance up for good: what was pending is no longer sent, and no timer goes off. */
    Draft<S> close(Draft<S> before, String reason, Instant now) {
        var instance = before.instance();
        var work = instance.work();
        long step = work.steps() + 1;
        var told = new HistoryStep(
                step, now, "operator", "close", null, null, null, reason, SagaInstance.CLOSED, List.of(), List.of());
        var closed = new SagaInstance(
                instance.saga(),
                instance.id(),
                instance.revision(),
                instance.origin(),
                instance.state(),
                SagaInstance.CLOSED,
                true,
                new Work(List.of(), List.of(), work.applied(), step, work.timerStarts(), work.at()),
                new Trouble(0, null, instance.trouble().stuck()),
                null);
        return new Draft<>(closed, null, List.of(told));
    }

    /** The instance as it is to be saved, with the time at which the sweeper must look at it. */
    SagaInstance toSave(Draft<S> draft, Instant now) {
        var instance = draft.instance();
        var state = draft.state() == null ? instance.state() : states.encode(draft.state());
        return new SagaInstance(
                instance.saga(),
                instance.id(),
                instance.revision(),
                instance.origin(),
                state,
                instance.step(),
                instance.complete(),
                instance.work(),
                instance.trouble(),
                dueAt(instance, now));
    }

    private S state(Draft<S> draft) {
        return draft.state() == null ? states.decode(draft.instance().state()) : draft.state();
    }

    /**
     * The work of an instance after a trigger and the effects of its reaction, and what the history says about them.
     */
    private final class Effects {
        private final SagaInstance before;
        private final Cause cause;
        private final Instant now;
        private final long step;
        private final List<Pending> pending;
        private final List<Timer> timers;
        private final List<String> sent = new ArrayList<>();
        private final List<String> timersTold = new ArrayList<>();
        private long timerStarts;
        private @Nullable String givenUp;

        /** Removes what was waiting for the trigger. */
        Effects(SagaInstance before, Cause cause, Instant now) {
            this.before = before;
            this.cause = cause;
            this.now = now;
            this.step = before.work().steps() + 1;
            this.pending = new ArrayList<>(before.work().pending());
            this.timers = new ArrayList<>(before.work().timers());
            this.timerStarts = before.work().timerStarts();
            switch (cause.trigger()) {
                case Trigger.Happened _ -> {}
                case Trigger.Answered _ ->
                    pending.removeIf(command -> command.commandId().equals(cause.id()));
                case Trigger.TimerDue(var name) -> stop(name);
            }
        }

        void take(Effect effect) {
            switch (effect) {
                case Effect.Send<?> send -> {
                    var command = commands.encode(send);
                    var commandId = CommandIds.ofSaga(before.saga(), before.id(), step, sent.size());
                    pending.add(new Pending(commandId, command, cause.id()));
                    sent.add(command.told());
                }
                case Effect.StartTimer(var name, var after) -> {
                    stop(name);
                    timerStarts++;
                    timers.add(new Timer(name, timerStarts, now.plus(after)));
                    timersTold.add("start " + name);
                }
                case Effect.CancelTimer(var name) -> {
                    if (stop(name)) {
                        timersTold.add("cancel " + name);
                    }
                }
                case Effect.GiveUp(var reason) -> givenUp = reason;
            }
        }

        private boolean stop(String name) {
            return timers.removeIf(timer -> timer.name().equals(name));
        }

        Work work() {
            var at = before.work().at();
            return new Work(
                    pending,
                    timers,
                    before.work().applied(),
                    step,
                    timerStarts,
                    cause.at() != null && cause.at().isAfter(at) ? cause.at() : at);
        }

        HistoryStep told(String stepAfter) {
            var told = cause.told();
            var detail = givenUp == null
                    ? told.detail()
                    : told.detail() == null ? givenUp : told.detail() + "; gave up: " + givenUp;
            return new HistoryStep(
                    step,
                    now,
                    told.trigger(),
                    cause.what(),
                    told.stream(),
                    told.version(),
                    told.outcome(),
                    detail,
                    stepAfter,
                    sent,
                    timersTold);
        }
    }

    /** A timer that could not be handled is tried again as seldom as a command without an outcome. */
    private static @Nullable Instant dueAt(SagaInstance instance, Instant now) {
        var work = instance.work();
        int attempts = instance.trouble().attempts();
        var again = now.plus(pause(attempts));
        var timers = work.timers().stream()
                .map(timer -> attempts > 0 && !timer.dueAt().isAfter(now) ? again : timer.dueAt());
        var pending = work.pending().isEmpty() ? Stream.<Instant>empty() : Stream.of(again);
        return Stream.concat(timers, pending).min(naturalOrder()).orElse(null);
    }

    /**
     * When the sweeper looks at an instance with pending commands: after a minute at first, then with growing pauses,
     * as for parked streams.
     *
     * @param attempts that failed in a row
     */
    static Duration pause(int attempts) {
        return Redriver.pauseAfter(Math.max(0, attempts - 1));
    }
}
