package io.daybook.adapter.lambda;

import com.fasterxml.jackson.databind.util.RawValue;
import io.daybook.kernel.decide.Outcome;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.project.History;
import io.daybook.kernel.saga.HistoryStep;
import io.daybook.kernel.saga.SagaRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bodies of answers, just as the HTTP contract names their fields. */
public final class Answers {
    private Answers() {}

    public record CommandAnswer(String stream, long version, List<AppendedEvent> events, boolean duplicate) {
        static CommandAnswer of(String stream, Outcome.Accepted accepted) {
            var events = new ArrayList<AppendedEvent>();
            long version = accepted.firstVersion();
            for (var event : accepted.events()) {
                events.add(new AppendedEvent(event.type(), version));
                version++;
            }
            return new CommandAnswer(stream, accepted.version(), events, accepted.duplicate());
        }
    }

    public record AppendedEvent(String type, long version) {}

    /** @param next the cursor of the next page, or null on the last */
    public record Page(List<RawValue> items, @Nullable String next) {}

    /**
     * A recorded event, whole and as stored.
     *
     * @param data a JSON object
     */
    public record StoredEvent(
            String eventId,
            String eventType,
            String aggregateId,
            String aggregateType,
            long version,
            Instant timestamp,
            int schemaVersion,
            RawValue data,
            Metadata metadata) {
        static StoredEvent of(Commit commit, long version) {
            var event = commit.events().get((int) (version - commit.firstVersion()));
            var metadata = commit.metadata();
            return new StoredEvent(
                    event.id(),
                    event.type(),
                    commit.stream().id(),
                    commit.stream().category(),
                    version,
                    metadata.at(),
                    event.schema(),
                    raw(event),
                    new Metadata(
                            metadata.commandId(), metadata.correlationId(), metadata.causationId(), metadata.userId()));
        }
    }

    public record Metadata(
            String commandId,
            String correlationId,
            String causationId,
            @Nullable String userId) {}

    /** @param at when the last event was recorded that the state includes */
    public record StateAnswer(
            String stream,
            long version,
            Instant at,
            @Nullable Object state) {
        static StateAnswer of(String stream, History.Step<?> step) {
            return new StateAnswer(stream, step.version(), step.at(), step.row());
        }
    }

    /** One event, and the state after it. */
    public record ReplayStep(
            long version,
            String type,
            RawValue data,
            Instant at,
            @Nullable Object state) {
        static ReplayStep of(History.Step<?> step) {
            return new ReplayStep(step.version(), step.event().type(), raw(step.event()), step.at(), step.row());
        }
    }

    /**
     * An instance of a saga, whole.
     *
     * @param stuck why it was given up, or null
     * @param error why its commands had no outcome the last times, or null
     * @param history steps in their order
     * @param historyNext the cursor with which the history goes on, or null at its end
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

    private static RawValue raw(EncodedEvent event) {
        return new RawValue(event.data());
    }
}
