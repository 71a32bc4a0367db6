package io.daybook.testing;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.ExpectedAppend;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Examples of streams, events and commits. */
public final class Commits {
    public static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");

    private Commits() {}

    /** A stream that no other test uses. */
    public static StreamName newStream() {
        return new StreamName("test", UUID.randomUUID().toString());
    }

    public static EncodedEvent event(String data) {
        return new EncodedEvent(UUID.randomUUID().toString(), "Noted", 1, data);
    }

    public static List<EncodedEvent> events(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> event("{\"number\":" + number + "}"))
                .toList();
    }

    public static EventMetadata metadata(String commandId) {
        return new EventMetadata(commandId, "correlation", "causation", "user", AT);
    }

    public static Commit commit(StreamName stream, long firstVersion, int events) {
        return commit(stream, firstVersion, events, UUID.randomUUID().toString());
    }

    public static Commit commit(StreamName stream, long firstVersion, int events, String commandId) {
        return new Commit(stream, firstVersion, events(events), metadata(commandId));
    }

    public static ExpectedAppend expecting(StreamName stream, long version, int events) {
        return expecting(stream, version, events, UUID.randomUUID().toString());
    }

    public static ExpectedAppend expecting(StreamName stream, long version, int events, String commandId) {
        return new ExpectedAppend(stream, version, events(events), metadata(commandId));
    }
}
