package io.daybook.kernel.consume;

import io.daybook.kernel.event.StreamName;

/** How far consumers that write no row for each stream have come in it. */
public interface StreamCursors {
    /** The version applied last, the end of a commit; 0 = nothing yet. Strongly consistent. */
    long read(String consumer, StreamName stream);

    /**
     * @return false where the cursor was not at {@code from}
     * @throws io.daybook.kernel.store.StoreInDoubtException if it is not known whether it was moved; reading it again is
     *     safe
     */
    boolean move(String consumer, StreamName stream, long from, long to);
}
