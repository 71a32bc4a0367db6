package io.daybook.kernel.deliver;

import io.daybook.kernel.event.StreamName;
import org.jspecify.annotations.Nullable;

/**
 * Hears of each failure of a consumer once, where it is handled. The kernel does not log: whoever runs it writes down
 * what is told here. Called by several threads at once.
 */
@FunctionalInterface
public interface FailureListener {
    void failed(Failure failure);

    /**
     * What went wrong.
     *
     * @param consumer its name
     * @param stream null where it is not about one
     * @param version of the event that the consumer cannot get past; 0 = not known
     * @param error for its owner; never a payload
     * @param cause null where there is no exception to show
     */
    record Failure(
            Kind kind,
            String consumer,
            @Nullable StreamName stream,
            long version,
            String error,
            @Nullable Throwable cause) {
        static Failure of(Kind kind, ParkedStream marker, @Nullable Throwable cause) {
            return new Failure(kind, marker.consumer(), marker.stream(), marker.version(), marker.error(), cause);
        }
    }

    /** What it means for the stream. */
    enum Kind {
        /** It was parked: once for each marker, however often the stream is delivered afterwards. */
        PARKED,
        /** It was parked before, was tried again, and has not come right. */
        REDRIVE_FAILED,
        /** It comes again, because storage or a port could not be used; the first of each delivery. */
        POSTPONED,
        /** It comes again, because the consumer ended with an exception that it should have handled. */
        DEFECT,
        /** Nobody is stuck in it any more: the catalog has no such consumer. Something to clear up, no fault. */
        ORPHANED
    }
}
