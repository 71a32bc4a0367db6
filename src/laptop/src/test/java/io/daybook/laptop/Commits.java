package io.daybook.laptop;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.ExpectedAppend;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Commits of streams that no application knows. */
public final class Commits {
    public static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");

    private Commits() {}

    /** A stream that no other test uses. */
    public static StreamName newStream() {
        return new StreamName("test", UUID.randomUUID().toString());
    }

    public static Commit commit(StreamName stream, long firstVersion, int events) {
        return new Commit(stream, firstVersion, events(events), metadata());
    }

    public static ExpectedAppend expecting(StreamName stream, long version, int events) {
        return new ExpectedAppend(stream, version, events(events), metadata());
    }

    private static List<EncodedEvent> events(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number ->
                        new EncodedEvent(UUID.randomUUID().toString(), "Noted", 1, "{\"number\":" + number + "}"))
                .toList();
    }

    private static EventMetadata metadata() {
        return new EventMetadata(UUID.randomUUID().toString(), "correlation", "causation", "user", AT, "test-1");
    }
}
