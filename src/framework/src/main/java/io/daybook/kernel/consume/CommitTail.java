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
     * @throws CorruptStreamException where no commit of the event store follows, but a later one was delivered
     * @throws io.daybook.kernel.store.StoreException where it cannot be read
     */
    public CommitPage after(StreamName stream, long applied, List<Commit> delivered) {
        if (delivered.isEmpty()) {
            var page = store.readAfter(stream, applied, EventStore.PAGE_COMMITS_MAX);
            return new CommitPage(
                    gapless(applied, page.commits()),
                    page.hasMore() && !page.commits().isEmpty());
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
            run = gapless(
                    applied,
                    store.readAfter(stream, applied, EventStore.PAGE_COMMITS_MAX)
                            .commits());
        }
        if (run.isEmpty()) {
            throw new CorruptStreamException(stream + " ends at version " + applied + ", but a commit of version "
                    + news.getLast().firstVersion() + " was delivered");
        }
        return new CommitPage(run, news.getLast().lastVersion() > run.getLast().lastVersion());
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

    private static List<Commit> gapless(long applied, List<Commit> read) {
        if (run(applied, read).size() != read.size()) {
            throw new CorruptStreamException(read.getFirst().stream() + " has a gap after version " + applied);
        }
        return read;
    }
}
