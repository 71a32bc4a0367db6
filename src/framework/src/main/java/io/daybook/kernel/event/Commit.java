package io.daybook.kernel.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events that one command appended to one stream atomically: one immutable item, one stream record. Each commit
 * names the one before it by its hash, so that nobody can change a stream unnoticed.
 *
 * @param firstVersion version of the first event; the first event of a stream has version 1
 * @param events in order, never empty; each takes one version
 * @param fingerprint of the client's command; null where the command's id is derived from what it is for
 * @param hash over its content and the hash of the commit before it; not checked here, see {@link #next}
 * @param previous the first eight bytes of the hash of the commit before it; 0 for a stream's first
 */
public record Commit(
        StreamName stream,
        long firstVersion,
        List<EncodedEvent> events,
        EventMetadata metadata,
        @Nullable Fingerprint fingerprint,
        CommitHash hash,
        long previous) {
    public Commit {
        events = List.copyOf(events);
        if (firstVersion < 1 || events.isEmpty()) {
            throw new IllegalArgumentException("a commit holds at least one event, from version 1 on");
        }
        if (firstVersion > Long.MAX_VALUE - events.size()) {
            throw new IllegalArgumentException("a commit ends before the largest version, not after " + firstVersion);
        }
    }

    /**
     * The commit that follows another.
     *
     * @param after the version at which the stream ends
     * @param afterHash of the commit that ends there
     */
    public static Commit next(
            StreamName stream,
            long after,
            CommitHash afterHash,
            List<EncodedEvent> events,
            EventMetadata metadata,
            @Nullable Fingerprint fingerprint) {
        var text = EventsText.of(events);
        var hash = CommitHash.of(afterHash, stream, after + 1, events.size(), text, metadata, fingerprint);
        return new Commit(stream, after + 1, events, metadata, fingerprint, hash, afterHash.prefix());
    }

    public long lastVersion() {
        return firstVersion + events.size() - 1;
    }

    /** Its events, each with its version. */
    public List<StoredEvent> stored() {
        var stored = new ArrayList<StoredEvent>(events.size());
        for (var event : events) {
            stored.add(new StoredEvent(this, firstVersion + stored.size(), event));
        }
        return stored;
    }

    public boolean contains(long version) {
        return firstVersion <= version && version <= lastVersion();
    }

    /** The position of a reader that has read up to its end. */
    public StreamPosition end() {
        return new StreamPosition(lastVersion(), hash.prefix());
    }

    /** Whether it is the next commit of the same history, as far as the position knows it. */
    public boolean follows(StreamPosition position) {
        return firstVersion == position.version() + 1 && (!position.isHistoryKnown() || previous == position.hash());
    }
}
