package io.daybook.kernel.job;

import io.daybook.kernel.consume.Deadline;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What jobs of one kind do. Any call may be repeated after a crash, and then has its effect once; two processes may make
 * the same call at the same time.
 */
public interface JobWork {
    /** Whether this release has the code for it. Otherwise the job is left to a release that has. */
    default boolean knows(JobOrder order) {
        return true;
    }

    /** What a job does first. It has not been created yet, and nothing may be written for it. */
    Next.Step first(JobOrder order);

    /**
     * What follows the present step.
     *
     * @param done its segments, all done
     */
    Next next(Job job, List<Segment> done);

    /**
     * Works on one page of a segment: about a second's work.
     *
     * @return the segment {@linkplain Segment#at further on} or {@linkplain Segment#done at its end}
     * @throws io.daybook.kernel.failure.StoreException if storage could not be used: it is tried again
     * @throws JobFailedException if the job cannot be done
     */
    Segment work(Job job, Segment segment, Deadline deadline);

    /**
     * Cleans up after a job that failed or was cancelled. A worker may still be busy with a page that it began before.
     */
    default void abandoned(Job job) {}

    /** What follows a step. */
    sealed interface Next {
        /**
         * Another step. The notes replace those of the job.
         *
         * @param notBefore nothing is begun earlier
         */
        record Step(String name, int segments, Instant notBefore, Map<String, String> notes) implements Next {
            public Step {
                notes = Map.copyOf(notes);
            }
        }

        /** @param result as JSON would show it */
        record Done(Map<String, Object> result) implements Next {}

        record Failed(String error) implements Next {}
    }
}
