package io.daybook.kernel.store;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.verify.StoredCommit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the whole book, in parts that may be read at the same time. Strongly consistent: each commit that was appended
 * before the scan began is found. The commits of a stream are in one part, one after the other, in order. Technical
 * failures are store exceptions.
 */
public interface EventScan {
    /**
     * A part of the book.
     *
     * @param number 0..of-1
     */
    record Part(int number, int of) {}

    /**
     * Commits, whole.
     *
     * @param after where the page before ended; null for the first one
     * @param commitsMax of a page, from 1; a page also ends at 1 MB
     */
    Commits commits(Part part, @Nullable String after, int commitsMax);

    /**
     * Where streams end: each is in one page, that of its last commit, or the next one. The end of an item that is not a
     * commit has no hash.
     */
    Ends ends(Part part, @Nullable String after, int commitsMax);

    /** The items as a check needs them, each with the name in its key, which need not be one of a stream. */
    Stored stored(Part part, @Nullable String after, int itemsMax);

    /**
     * Commits.
     *
     * @param unreadable streams with an item that is not a commit; a read of such a stream by its name says what is
     *     wrong with it
     * @param next where to go on; null at the end. A page may be empty and yet have a next one
     */
    record Commits(
            List<Commit> commits,
            Set<StreamName> unreadable,
            @Nullable String next) {
        public Commits {
            commits = List.copyOf(commits);
            unreadable = Set.copyOf(unreadable);
        }
    }

    /** @param next as of {@link Commits} */
    record Stored(List<Item> items, @Nullable String next) {
        public Stored {
            items = List.copyOf(items);
        }
    }

    /** @param stream the name in its key */
    record Item(String stream, StoredCommit commit) {}

    /**
     * The ends of streams.
     *
     * @param ends by stream
     * @param commits how many were read
     * @param next as of {@link Commits}
     */
    record Ends(
            Map<StreamName, StreamPosition> ends,
            int commits,
            @Nullable String next) {
        public Ends {
            ends = Map.copyOf(ends);
        }
    }
}
