package io.daybook.kernel.process;

import io.daybook.kernel.consume.PoisonException;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.process.SagaSends.Failure;
import io.daybook.kernel.process.SagaSends.Reply;
import io.daybook.kernel.saga.SagaTable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes triggers that belong together: the events of a commit, a wave of outcomes, the timers that are due. */
final class TriggerFold<S> {
    private final String saga;
    private final SagaFold<S> fold;
    private final SagaEvents events;

    TriggerFold(String saga, SagaFold<S> fold, SagaEvents events) {
        this.saga = saga;
        this.fold = fold;
        this.events = events;
    }

    /**
     * The result of several triggers.
     *
     * @param next the instance, without the triggers that failed
     * @param failure the last one
     */
    record Taken<S>(Draft<S> next, Optional<Failure> failure) {}

    /**
     * Takes all events of a commit, or none.
     *
     * @param before null if there is no such instance
     * @throws PoisonException if an event cannot be read or applied
     */
    @Nullable
    Draft<S> commit(@Nullable Draft<S> before, String id, Commit commit, Supplier<Instant> clock) {
        var next = before;
        for (var event : events.in(commit)) {
            try {
                if (!event.id().equals(id)) {
                    throw new SagaDefectException("the stream " + commit.stream() + " belongs to both " + id + " and "
                            + event.id() + " of " + saga);
                }
                if (next == null && event.starts()) {
                    next = fold.start(id, event.recorded());
                }
                if (next != null) {
                    next = fold.take(next, Cause.event(event.recorded(), event.type()), clock.get());
                }
            } catch (RuntimeException e) {
                throw new PoisonException(
                        event.recorded().version(), commit.metadata().correlationId(), e);
            }
        }
        if (next == null) {
            return null;
        }
        var instance = next.instance();
        return next.with(instance.with(instance.work().withApplied(commit.stream(), commit.end())));
    }

    /** Takes outcomes, except those that another runner has taken in the meantime. */
    Taken<S> replies(Draft<S> before, List<Reply> replies, Supplier<Instant> clock) {
        var next = before;
        var failure = Optional.<Failure>empty();
        for (var reply : replies) {
            if (!next.instance().work().isPending(reply.pending().commandId())) {
                continue;
            }
            try {
                switch (reply) {
                    case Reply.Open(var _, var open) -> failure = Optional.of(open);
                    case Reply.Settled(var pending, var trigger) ->
                        next = fold.take(next, Cause.answer(pending, trigger), clock.get());
                }
            } catch (RuntimeException e) {
                failure = Optional.of(Failure.of(e));
            }
        }
        return new Taken<>(next, failure);
    }

    Taken<S> timersDue(Draft<S> before, Instant now, Supplier<Instant> clock) {
        var next = before;
        var failure = Optional.<Failure>empty();
        var due = before.instance().work().timersDue(now);
        for (var timer : due.subList(0, Math.min(due.size(), SagaTable.STEPS_MAX))) {
            // Another timer that is due may have cancelled or restarted it.
            if (!next.instance().work().timers().contains(timer)) {
                continue;
            }
            try {
                next = fold.take(next, Cause.due(saga, before.instance().id(), timer), clock.get());
            } catch (RuntimeException e) {
                failure = Optional.of(Failure.of(e));
            }
        }
        return new Taken<>(next, failure);
    }
}
