package io.daybook.kernel.saga;

import static java.util.Comparator.comparing;

import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.saga.CommandCodec.Encoded;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An instance of a saga as it is stored.
 *
 * @param saga the saga's name
 * @param revision 1 with the first save, one more with each; 0 = not saved yet
 * @param origin what started it
 * @param step as the saga calls it, {@code stuck} or {@code closed}
 * @param work what it has under way
 * @param trouble what keeps it from going on
 * @param dueAt when the sweeper must look at it; null = never
 */
public record SagaInstance(
        String saga,
        String id,
        long revision,
        Origin origin,
        State state,
        String step,
        boolean complete,
        Work work,
        Trouble trouble,
        @Nullable Instant dueAt) {
    /** The step of an instance that was given up. */
    public static final String STUCK = "stuck";

    /** The step of an instance that an operator has closed. */
    public static final String CLOSED = "closed";

    /** Whether an operator has closed it, so that it takes nothing more. A saga's own step may have the same name. */
    public boolean isClosed() {
        return trouble.stuck() != null && step.equals(CLOSED);
    }

    /**
     * The saga's own state.
     *
     * @param version of the saga that wrote it, from 1
     */
    public record State(int version, String json) {}

    /**
     * What started an instance.
     *
     * @param correlationId of the event that started it
     * @param userId of the event that started it, or null
     * @param startedAt when that event was recorded
     */
    public record Origin(String correlationId, @Nullable String userId, Instant startedAt) {}

    /**
     * What an instance has under way, and how far it is.
     *
     * @param pending commands without an outcome yet, oldest first
     * @param applied of each of its streams, the end of the commit that was applied last
     * @param steps how many history steps there are
     * @param timerStarts how many timers were ever started
     * @param at the latest time at which any trigger was recorded; nothing that it causes is recorded earlier
     */
    public record Work(
            List<Pending> pending,
            List<Timer> timers,
            Map<StreamName, StreamPosition> applied,
            long steps,
            long timerStarts,
            Instant at) {
        public Work {
            pending = List.copyOf(pending);
            timers = List.copyOf(timers);
            applied = Map.copyOf(applied);
        }

        /** Nothing, as of a time. */
        public static Work none(Instant at) {
            return new Work(List.of(), List.of(), Map.of(), 0, 0, at);
        }

        public boolean isPending(String commandId) {
            return pending.stream().anyMatch(command -> command.commandId().equals(commandId));
        }

        /** The end of the commit of this stream that was applied last. */
        public StreamPosition applied(StreamName stream) {
            return applied.getOrDefault(stream, StreamPosition.START);
        }

        /** The earliest first. */
        public List<Timer> timersDue(Instant now) {
            return timers.stream()
                    .filter(timer -> !timer.dueAt().isAfter(now))
                    .sorted(comparing(Timer::dueAt))
                    .toList();
        }

        public Work withApplied(StreamName stream, StreamPosition end) {
            var more = new HashMap<>(applied);
            more.put(stream, end);
            return new Work(pending, timers, more, steps, timerStarts, at);
        }
    }

    /**
     * A command that was or will be sent.
     *
     * @param commandId {@code ~} and a hash, the same at every repetition
     * @param causationId the id of the trigger that caused it
     */
    public record Pending(String commandId, Encoded command, String causationId) {}

    /**
     * A running timer.
     *
     * @param number which start of a timer of this instance it is, from 1
     */
    public record Timer(String name, long number, Instant dueAt) {}

    /**
     * What keeps an instance from going on.
     *
     * @param attempts in a row, sends that brought no outcome at all or triggers that could not be taken
     * @param error the last of these; null if there are none
     * @param stuck why it was given up; null if it was not
     */
    public record Trouble(
            int attempts, @Nullable String error, @Nullable String stuck) {
        public static final Trouble NONE = new Trouble(0, null, null);
    }

    public SagaInstance with(Work next) {
        return new SagaInstance(saga, id, revision, origin, state, step, complete, next, trouble, dueAt);
    }

    public SagaInstance with(Trouble next) {
        return new SagaInstance(saga, id, revision, origin, state, step, complete, work, next, dueAt);
    }

    public SagaInstance withDueAt(@Nullable Instant next) {
        return new SagaInstance(saga, id, revision, origin, state, step, complete, work, trouble, next);
    }

    public SagaInstance withRevision(long next) {
        return new SagaInstance(saga, id, next, origin, state, step, complete, work, trouble, dueAt);
    }
}
