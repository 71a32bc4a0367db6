package io.daybook.laptop;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.CommitHash;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.ExpectedAppend;
import java.nio.charset.StandardCharsets;
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
        return commit(stream, firstVersion, events(events), metadata());
    }

    /**
     * One that follows whatever other commit was made here to end before its first version: its hash is that of its
     * place and not of its content, which only a verification would notice.
     */
    public static Commit commit(
            StreamName stream, long firstVersion, List<EncodedEvent> events, EventMetadata metadata) {
        long before = firstVersion - 1;
        var hash = hashAt(stream, before + events.size());
        return new Commit(
                stream,
                firstVersion,
                events,
                metadata,
                null,
                hash,
                hashAt(stream, before).prefix());
    }

    private static CommitHash hashAt(StreamName stream, long version) {
        if (version == 0) {
            return CommitHash.NONE;
        }
        var bits = UUID.nameUUIDFromBytes((stream + "#" + version).getBytes(StandardCharsets.UTF_8));
        return new CommitHash(bits.getMostSignificantBits(), bits.getLeastSignificantBits(), version, 0);
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
