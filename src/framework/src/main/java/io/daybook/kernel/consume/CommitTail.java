package io.daybook.kernel.consume;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.CommitPage;
import io.daybook.kernel.store.CorruptStreamException;
import io.daybook.kernel.store.EventStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a consumer has not applied yet. What was delivered is used as it is where it follows without a gap; else the
 * event store is read, page by page.
 */
public final class CommitTail {
    private final EventStore store;

    public CommitTail(EventStore store) {
        this.store = store;
    }

    /**
     * The commits that follow what is applied, in order and without a gap.
     *
     * @param applied the end of a commit; 0 = nothing yet
     * @param delivered in any order, repeated or incomplete; empty = whatever the event store has
     * @return empty where nothing is left; {@code hasMore} where it is worth asking again after applying these
     * @throws CorruptStreamException where the next commit does not follow, or only a later one was delivered and the
     *     event store has none that follows
     * @throws io.daybook.kernel.store.StoreException where it cannot be read
     */
    public CommitPage after(StreamName stream, long applied, List<Commit> delivered) {
        if (delivered.isEmpty()) {
            var page = store.readAfter(stream, applied, EventStore.PAGE_COMMITS_MAX);
            return new CommitPage(
                    page.commits(), page.hasMore() && !page.commits().isEmpty());
        }
        var news = delivered.stream()
                .filter(commit -> commit.lastVersion() > applied)
                .sorted(Comparator.comparingLong(Commit::firstVersion))
                .toList();
        if (news.isEmpty()) {
            return new CommitPage(List.of(), false);
        }
        var run = run(applied, news);
        if (run.isEmpty()) {
            run = store.readAfter(stream, applied, EventStore.PAGE_COMMITS_MAX).commits();
        }
        if (run.isEmpty()) {
            throw CorruptStreamException.notNext(applied, news.getFirst());
        }
        return new CommitPage(run, news.getLast().lastVersion() > run.getLast().lastVersion());
    }

    /**
     * The same for a consumer, which parks a corrupt stream.
     *
     * @throws PoisonException where the stream is corrupt: at the version that should follow
     * @throws io.daybook.kernel.store.StoreException where it cannot be read
     */
    public CommitPage following(StreamName stream, long applied, List<Commit> delivered) {
        try {
            return after(stream, applied, delivered);
        } catch (CorruptStreamException e) {
            throw new PoisonException(applied + 1, e);
        }
    }

    /** As many as follow each other; repetitions are left out. */
    private static List<Commit> run(long applied, List<Commit> sorted) {
        var run = new ArrayList<Commit>();
        long end = applied;
        for (var commit : sorted) {
            if (commit.firstVersion() == end + 1) {
                run.add(commit);
                end = commit.lastVersion();
            } else if (commit.lastVersion() > end) {
                break;
            }
        }
        return run;
    }
}
