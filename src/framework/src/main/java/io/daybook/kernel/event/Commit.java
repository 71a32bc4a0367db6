package io.daybook.kernel.event;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The events that one command appended to one stream atomically: one immutable item, one stream record.
 *
 * @param firstVersion version of the first event; the first event of a stream has version 1
 * @param events in order, never empty; each takes one version
 */
public record Commit(StreamName stream, long firstVersion, List<EncodedEvent> events, EventMetadata metadata) {
    public Commit {
        events = List.copyOf(events);
        if (firstVersion < 1 || events.isEmpty()) {
            throw new IllegalArgumentException("a commit holds at least one event, from version 1 on");
        }
        if (firstVersion > Long.MAX_VALUE - events.size()) {
            throw new IllegalArgumentException("a commit ends before the largest version, not after " + firstVersion);
        }
    }

    public long lastVersion() {
        return firstVersion + events.size() - 1;
    }

    /** Its events, each with its version. */
    public List<StoredEvent> stored() {
        return IntStream.range(0, events.size())
                .mapToObj(i -> new StoredEvent(this, firstVersion + i, events.get(i)))
                .toList();
    }

    public boolean contains(long version) {
        return firstVersion <= version && version <= lastVersion();
    }
}
