package io.daybook.adapter.lambda.history;

import com.fasterxml.jackson.databind.util.RawValue;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.project.History;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Answers about streams, with the field names of docs/http.md. */
public final class StreamAnswers {
    private StreamAnswers() {}

    /**
     * A recorded event, complete and as stored.
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
                            metadata.commandId(),
                            metadata.correlationId(),
                            metadata.causationId(),
                            metadata.userId(),
                            metadata.release()));
        }
    }

    public record Metadata(
            String commandId,
            String correlationId,
            String causationId,
            @Nullable String userId,
            String release) {}

    /** @param at when the last event that the state includes was recorded */
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
            return new ReplayStep(
                    step.version(),
                    step.event().encoded().type(),
                    raw(step.event().encoded()),
                    step.at(),
                    step.row());
        }
    }

    private static RawValue raw(EncodedEvent event) {
        return new RawValue(event.data());
    }
}
