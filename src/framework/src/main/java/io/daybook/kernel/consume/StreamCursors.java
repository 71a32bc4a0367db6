package io.daybook.kernel.consume;

import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** How far a consumer without a row for each stream has applied it. */
public interface StreamCursors {
    /** Returns the end of the commit that was applied last. Strongly consistent. */
    StreamPosition read(String consumer, StreamName stream);

    /** Of several streams; at the start where there is no cursor. */
    default Map<StreamName, StreamPosition> readAll(String consumer, Collection<StreamName> streams) {
        var positions = new HashMap<StreamName, StreamPosition>();
        streams.forEach(stream -> positions.put(stream, read(consumer, stream)));
        return positions;
    }

    /**
     * @return false if the cursor was not at {@code from}
     * @throws io.daybook.kernel.failure.StoreInDoubtException if it is not known whether it was moved; reading it again
     *     is safe
     */
    boolean move(String consumer, StreamName stream, StreamPosition from, StreamPosition to);
}
