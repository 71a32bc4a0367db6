package io.daybook.kernel.saga;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.CommitPage;
import io.daybook.kernel.store.CorruptStreamException;
import io.daybook.kernel.store.EventStore;
import java.util.List;
import java.util.TreeMap;

/** What follows a version of a stream, without a gap: what was delivered, or else what the event store has. */
final class StreamTail {
    private final EventStore store;
    private final StreamName stream;
    private final List<Commit> delivered;

    /** @param delivered in any order, repeated or with gaps; empty = nothing is at hand */
    StreamTail(EventStore store, StreamName stream, List<Commit> delivered) {
        var inOrder = new TreeMap<Long, Commit>();
        delivered.forEach(commit -> inOrder.put(commit.firstVersion(), commit));
        this.store = store;
        this.stream = stream;
        this.delivered = List.copyOf(inOrder.values());
    }

    StreamName stream() {
        return stream;
    }

    /** In order; there may be gaps. */
    List<Commit> delivered() {
        return delivered;
    }

    /** Whether it was not woken by commits, but told to catch up. */
    boolean isCatchUp() {
        return delivered.isEmpty();
    }

    /** @param boundary the end of a commit, or 0 */
    CommitPage after(long boundary) {
        var news = delivered.stream()
                .filter(commit -> commit.lastVersion() > boundary)
                .toList();
        if (!isCatchUp() && isWithoutGap(boundary, news)) {
            return new CommitPage(news, false);
        }
        var page = store.readAfter(stream, boundary, EventStore.PAGE_COMMITS_MAX);
        if (!isWithoutGap(boundary, page.commits())) {
            throw new CorruptStreamException("in " + stream + " versions are missing after " + boundary);
        }
        return page;
    }

    private static boolean isWithoutGap(long boundary, List<Commit> commits) {
        long version = boundary;
        for (var commit : commits) {
            if (commit.firstVersion() != version + 1) {
                return false;
            }
            version = commit.lastVersion();
        }
        return true;
    }
}
