package io.daybook.kernel.deliver;

import io.daybook.kernel.consume.PoisonException;
import io.daybook.kernel.event.StreamName;
import org.jspecify.annotations.Nullable;

/**
 * Is told about each failure of a consumer once, where it is handled. The kernel does not log, so its host logs what it
 * is told here. Called by several threads at once.
 */
@FunctionalInterface
public interface FailureListener {
    void failed(Failure failure);

    /**
     * What went wrong.
     *
     * @param consumer its name; for a job, its kind
     * @param stream null if the failure is not about one stream
     * @param version of the event that the consumer cannot get past; 0 if unknown
     * @param correlationId of the request that the event comes from; null if unknown
     * @param error for its owner; never a payload
     * @param cause null if there is no exception
     */
    record Failure(
            Kind kind,
            String consumer,
            @Nullable StreamName stream,
            long version,
            @Nullable String correlationId,
            String error,
            @Nullable Throwable cause) {
        public static Failure of(
                Kind kind, ParkedStream mark, @Nullable String correlationId, @Nullable Throwable cause) {
            return new Failure(
                    kind,
                    mark.consumer(),
                    mark.stream(),
                    mark.version(),
                    PoisonException.correlationId(cause).orElse(correlationId),
                    mark.error(),
                    cause);
        }
    }

    /** What the failure means for the stream. */
    enum Kind {
        /** It was parked. Told once for each mark, however often the stream is delivered afterwards. */
        PARKED,
        /** It was parked before, was tried again, and is still parked. */
        REDRIVE_FAILED,
        /**
         * It will be delivered again, because storage or a port could not be used. Told for the first stream of a
         * delivery.
         */
        POSTPONED,
        /** It will be delivered again, because the consumer ended with an exception that it should have handled. */
        DEFECT,
        /** Somebody changed or removed a commit, which nothing in Daybook does. The change was not applied. */
        CHANGED,
        /** It belongs to an instance of a saga that has just given up; people have to go on with it. */
        STUCK,
        /** A job ended without having done its work; people have to start it again. */
        JOB_FAILED,
        /** It is marked for a consumer that the catalog does not have. Not a fault, but something to clean up. */
        ORPHANED
    }
}
