package io.daybook.kernel.saga;

import io.daybook.kernel.decide.Outcome;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.saga.SagaRow.Pending;
import io.daybook.kernel.saga.SagaRow.Timer;
import io.daybook.kernel.saga.Trigger.Answer;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A trigger, and what is told of it. The last six are as in {@link HistoryStep}.
 *
 * @param id the causation id of what it leads to
 * @param at when it was recorded, or due; null for an answer
 */
record Cause(
        String id,
        Trigger trigger,
        @Nullable Instant at,
        String kind,
        String what,
        @Nullable String stream,
        @Nullable Long version,
        @Nullable String outcome,
        @Nullable String detail) {
    /** @param type the name under which it is stored */
    static Cause event(Recorded<?> recorded, String type) {
        return new Cause(
                recorded.eventId(),
                new Trigger.Happened(recorded),
                recorded.metadata().at(),
                "event",
                type,
                recorded.stream().toString(),
                recorded.version(),
                null,
                null);
    }

    static Cause due(String saga, String id, Timer timer) {
        return new Cause(
                saga + "#" + id + "#" + timer.name() + "#" + timer.number(),
                new Trigger.TimerDue(timer.name()),
                timer.dueAt(),
                "due",
                timer.name(),
                null,
                null,
                null,
                null);
    }

    /** @param events of the outcome, decoded */
    static Cause accepted(Pending pending, Trigger.Sent sent, Outcome.Accepted accepted, List<Object> events) {
        var names = accepted.events().stream().map(EncodedEvent::type).collect(Collectors.joining(", "));
        return names.isEmpty()
                ? answer(pending, sent, new Answer.Accepted(events), "unchanged", null)
                : answer(pending, sent, new Answer.Accepted(events), "appended", names);
    }

    static Cause rejected(Pending pending, Trigger.Sent sent, String code, String message) {
        return answer(pending, sent, new Answer.Rejected(code, message), "rejected", code + ": " + message);
    }

    static Cause notFound(Pending pending, Trigger.Sent sent) {
        return answer(pending, sent, new Answer.NotFound(), "not-found", null);
    }

    private static Cause answer(
            Pending pending, Trigger.Sent sent, Answer answer, String outcome, @Nullable String detail) {
        return new Cause(
                pending.commandId(),
                new Trigger.Answered(sent, answer),
                null,
                "answer",
                pending.name(),
                pending.category() + "-" + pending.id(),
                null,
                outcome,
                detail);
    }
}
