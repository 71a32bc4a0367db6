package io.daybook.adapter.lambda.saga;

import com.fasterxml.jackson.databind.util.RawValue;
import io.daybook.adapter.lambda.http.Page;
import io.daybook.kernel.saga.HistoryStep;
import io.daybook.kernel.saga.SagaRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers about sagas, with the field names of docs/http.md. */
public final class SagaAnswers {
    private SagaAnswers() {}

    /**
     * An instance of a saga.
     *
     * @param stuck why it was given up, or null
     * @param error why its commands had no outcome when they were last sent, or null
     * @param history steps in their order
     * @param historyNext the cursor of the rest of the history, or null at its end
     * @param version how often it was saved
     */
    public record SagaAnswer(
            String saga,
            String id,
            String step,
            boolean complete,
            @Nullable String stuck,
            RawValue state,
            List<SagaCommand> pending,
            List<SagaTimer> timers,
            int attempts,
            @Nullable String error,
            String correlationId,
            Instant startedAt,
            Instant at,
            List<RawValue> history,
            @Nullable String historyNext,
            long version) {
        static SagaAnswer of(SagaRow row, Page history) {
            return new SagaAnswer(
                    row.saga(),
                    row.id(),
                    row.step(),
                    row.complete(),
                    row.stuck(),
                    new RawValue(row.state()),
                    row.pending().stream().map(SagaCommand::of).toList(),
                    row.timers().stream()
                            .map(timer -> new SagaTimer(timer.name(), timer.dueAt()))
                            .toList(),
                    row.attempts(),
                    row.error(),
                    row.correlationId(),
                    row.startedAt(),
                    row.at(),
                    history.items(),
                    history.next(),
                    row.revision());
        }
    }

    /** A command that was or will be sent, and has no outcome yet. */
    public record SagaCommand(String commandId, String command, String stream, RawValue body) {
        static SagaCommand of(SagaRow.Pending pending) {
            return new SagaCommand(
                    pending.commandId(),
                    pending.name(),
                    pending.category() + "-" + pending.id(),
                    new RawValue(pending.body()));
        }
    }

    public record SagaTimer(String name, Instant dueAt) {}

    /** What one trigger did to an instance. */
    public record SagaHistoryStep(
            long number,
            Instant at,
            String trigger,
            String what,
            @Nullable String stream,
            @Nullable Long version,
            @Nullable String outcome,
            @Nullable String detail,
            String step,
            List<String> sent,
            List<String> timers) {
        static SagaHistoryStep of(HistoryStep step) {
            return new SagaHistoryStep(
                    step.number(),
                    step.at(),
                    step.trigger(),
                    step.what(),
                    step.stream(),
                    step.version(),
                    step.outcome(),
                    step.detail(),
                    step.step(),
                    step.sent(),
                    step.timers());
        }
    }

    /** One line of a list of instances. */
    public record SagaItem(
            String id,
            String step,
            boolean complete,
            @Nullable String stuck,
            Instant startedAt,
            Instant at,
            long version) {
        static SagaItem of(SagaRow row) {
            return new SagaItem(
                    row.id(), row.step(), row.complete(), row.stuck(), row.startedAt(), row.at(), row.revision());
        }
    }
}
