package io.daybook.kernel.consume;

import io.daybook.kernel.event.StreamName;

/** How far a consumer without a row for each stream has applied it. */
public interface StreamCursors {
    /** The version that was applied last, the end of a commit; 0 means nothing yet. Strongly consistent. */
    long read(String consumer, StreamName stream);

    /**
     * @return false if the cursor was not at {@code from}
     * @throws io.daybook.kernel.failure.StoreInDoubtException if it is not known whether it was moved; reading it again
     *     is safe
     */
    boolean move(String consumer, StreamName stream, long from, long to);
}
