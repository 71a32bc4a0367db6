package io.daybook.kernel.consume;

import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;

/** How far a consumer without a row for each stream has applied it. */
public interface StreamCursors {
    /** Returns the end of the commit that was applied last. Strongly consistent. */
    StreamPosition read(String consumer, StreamName stream);

    /**
     * @return false if the cursor was not at {@code from}
     * @throws io.daybook.kernel.failure.StoreInDoubtException if it is not known whether it was moved; reading it again
     *     is safe
     */
    boolean move(String consumer, StreamName stream, StreamPosition from, StreamPosition to);
}
