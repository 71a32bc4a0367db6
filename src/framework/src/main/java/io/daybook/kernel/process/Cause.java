package io.daybook.kernel.process;

import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.saga.SagaInstance.Pending;
import io.daybook.kernel.saga.SagaInstance.Timer;
import io.daybook.kernel.saga.Trigger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A trigger, and what else is known about it.
 *
 * @param id the causation id of the commands that it leads to
 * @param at when it was recorded, or due; null for an answer
 * @param what the name of the event, timer or command
 */
record Cause(String id, Trigger trigger, @Nullable Instant at, String what) {
    /** @param type the name under which it is stored */
    static Cause event(Recorded<?> recorded, String type) {
        return new Cause(
                recorded.eventId(),
                new Trigger.Happened(recorded),
                recorded.metadata().at(),
                type);
    }

    static Cause due(String saga, String id, Timer timer) {
        var start = saga + "#" + id + "#" + timer.name() + "#" + timer.number();
        return new Cause(start, new Trigger.TimerDue(timer.name()), timer.dueAt(), timer.name());
    }

    static Cause answer(Pending pending, Trigger.Answered trigger) {
        return new Cause(pending.commandId(), trigger, null, pending.command().name());
    }

    /** What the history says about it; see {@link HistoryStep}. */
    record Told(
            String trigger,
            @Nullable String stream,
            @Nullable Long version,
            @Nullable String outcome,
            @Nullable String detail) {}

    Told told() {
        return switch (trigger) {
            case Trigger.Happened(var recorded) ->
                new Told("event", recorded.stream().toString(), recorded.version(), null, null);
            case Trigger.TimerDue _ -> new Told("due", null, null, null, null);
            case Trigger.Answered(var sent, var outcome) -> {
                var stream = sent.stream().toString();
                yield switch (outcome) {
                    case Outcome.Accepted accepted ->
                        new Told("answer", stream, null, "appended", String.join(", ", accepted.types()));
                    case Outcome.Unchanged _ -> new Told("answer", stream, null, "unchanged", null);
                    case Outcome.Rejected(var code, var message) ->
                        new Told("answer", stream, null, "rejected", code + ": " + message);
                    case Outcome.NotFound() -> new Told("answer", stream, null, "not-found", null);
                };
            }
        };
    }
}
