package io.daybook.kernel.store;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.failure.CorruptStreamException;
import java.util.List;

/**
 * A page of commits in the order in which they were read.
 *
 * @param hasMore whether the read may go on; a page may then be short, or even empty
 */
public record CommitPage(List<Commit> commits, boolean hasMore) {
    public CommitPage {
        commits = List.copyOf(commits);
    }

    /**
     * The commits that were read forwards, as long as each begins where the one before it ends. A page ends before a
     * gap, and before the first of two commits that overlap, and says that there is more. The read that goes on from
     * there is refused. So commits before the damage stay readable.
     *
     * @param after the version that the first commit has to follow
     * @throws CorruptStreamException if not even the first commit can be returned
     */
    public static CommitPage forward(long after, List<Commit> read, boolean hasMore) {
        long version = after;
        for (int i = 0; i < read.size(); i++) {
            var commit = read.get(i);
            if (commit.firstVersion() != version + 1) {
                boolean overlaps = commit.firstVersion() <= version;
                return upTo(overlaps ? i - 1 : i, read, CorruptStreamException.notNext(version, commit));
            }
            version = commit.lastVersion();
        }
        return new CommitPage(read, hasMore);
    }

    /**
     * The same for commits that were read backwards. A page that does not reach version 1 has more.
     *
     * @throws CorruptStreamException if not even the first commit can be returned
     */
    public static CommitPage backward(List<Commit> read, boolean hasMore) {
        for (int i = 1; i < read.size(); i++) {
            var newer = read.get(i - 1);
            long end = read.get(i).lastVersion();
            if (newer.firstVersion() != end + 1) {
                boolean overlaps = newer.firstVersion() <= end;
                return upTo(overlaps ? i - 1 : i, read, CorruptStreamException.notNext(end, newer));
            }
        }
        return new CommitPage(
                read, hasMore || (!read.isEmpty() && read.getLast().firstVersion() > 1));
    }

    /**
     * Checks the arguments of a read, in every event store.
     *
     * @throws IllegalArgumentException says what was expected
     */
    public static void check(long version, long versionMin, int commitsMax) {
        if (version < versionMin) {
            throw new IllegalArgumentException("a read begins at a version from " + versionMin + " on, not " + version);
        }
        if (commitsMax < 1 || commitsMax > EventStore.PAGE_COMMITS_MAX) {
            throw new IllegalArgumentException(
                    "a page holds 1.." + EventStore.PAGE_COMMITS_MAX + " commits, not " + commitsMax);
        }
    }

    private static CommitPage upTo(int end, List<Commit> read, CorruptStreamException damage) {
        if (end < 1) {
            throw damage;
        }
        return new CommitPage(read.subList(0, end), true);
    }
}
