package io.daybook.adapter.lambda;

import com.fasterxml.jackson.databind.util.RawValue;
import io.daybook.kernel.decide.Outcome;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.project.History;
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

    private static RawValue raw(EncodedEvent event) {
        return new RawValue(event.data());
    }
}
