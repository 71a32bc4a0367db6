package io.daybook.kernel.verify;

import io.daybook.kernel.event.StreamName;
import java.util.List;

/** The commits of an event store with their stored form, for a check. Technical failures are store exceptions. */
public interface StoredCommits {
    /** Source: as for the pages of an event store. */
    int STORED_PAGE_MAX = 200;

    /**
     * Reads on, strongly consistent.
     *
     * @param afterVersion items whose key has a larger version; 0 = from the beginning
     * @return in the order of their versions, at most {@link #STORED_PAGE_MAX}; empty only where the stream ends
     */
    List<StoredCommit> readStored(StreamName stream, long afterVersion);
}
