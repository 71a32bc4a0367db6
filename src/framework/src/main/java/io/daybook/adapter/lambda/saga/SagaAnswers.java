package io.daybook.adapter.lambda.saga;

import com.fasterxml.jackson.databind.util.RawValue;
import io.daybook.adapter.lambda.page.Page;
import io.daybook.kernel.decide.InvalidCommandException.Checks;
import io.daybook.kernel.saga.HistoryStep;
import io.daybook.kernel.saga.SagaInstance;
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
        static SagaAnswer of(SagaInstance instance, Page history) {
            return new SagaAnswer(
                    instance.saga(),
                    instance.id(),
                    instance.step(),
                    instance.complete(),
                    instance.trouble().stuck(),
                    new RawValue(instance.state().json()),
                    instance.work().pending().stream().map(SagaCommand::of).toList(),
                    instance.work().timers().stream()
                            .map(timer -> new SagaTimer(timer.name(), timer.dueAt()))
                            .toList(),
                    instance.trouble().attempts(),
                    instance.trouble().error(),
                    instance.origin().correlationId(),
                    instance.origin().startedAt(),
                    instance.work().at(),
                    history.items(),
                    history.next(),
                    instance.revision());
        }
    }

    /** A command that was or will be sent, and has no outcome yet. */
    public record SagaCommand(String commandId, String command, String stream, RawValue body) {
        static SagaCommand of(SagaInstance.Pending pending) {
            return new SagaCommand(
                    pending.commandId(),
                    pending.command().name(),
                    pending.command().stream(),
                    new RawValue(pending.command().body()));
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

    /** Why an operator does something. */
    public record Because(String reason) {
        public Because {
            new Checks().length(reason, "reason", 1, 500).done();
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
        static SagaItem of(SagaInstance instance) {
            return new SagaItem(
                    instance.id(),
                    instance.step(),
                    instance.complete(),
                    instance.trouble().stuck(),
                    instance.origin().startedAt(),
                    instance.work().at(),
                    instance.revision());
        }
    }
}
