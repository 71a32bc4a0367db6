package io.daybook.kernel.store;

import io.daybook.kernel.event.Commit;
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
}
