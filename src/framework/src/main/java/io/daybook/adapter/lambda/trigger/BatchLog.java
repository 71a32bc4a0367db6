package io.daybook.adapter.lambda.trigger;

import io.daybook.kernel.job.JobProgress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one line for each invocation that is not a request; never a payload. */
public interface BatchLog {
    void finished(Batch batch);

    /** @param defect why the first of the failed messages failed */
    void finished(Sweep sweep, @Nullable Throwable defect);

    /** @param defect why the message failed */
    default void finished(Work work, @Nullable Throwable defect) {}

    /**
     * A message for the function that does jobs, and how far the job is afterwards.
     *
     * @param progress null if the job is not there, or storage could not be used
     */
    record Work(@Nullable JobProgress progress, long millis) {}

    /**
     * An invocation with records of the event table's stream.
     *
     * @param function its name
     * @param records delivered
     * @param streams how many streams they belong to
     * @param unreadable records that show no commit; their streams are read from the event table
     * @param unfinished streams that are to be delivered again
     * @param why one of those is delivered again, or null
     * @param correlationIds what the records were recorded with, each once; of a large batch, only some
     */
    record Batch(
            String function,
            int records,
            int streams,
            int unreadable,
            int unfinished,
            @Nullable String why,
            List<String> correlationIds,
            long millis) {
        public Batch {
            correlationIds = List.copyOf(correlationIds);
        }
    }

    /**
     * An invocation of the sweeper.
     *
     * @param redriven parked streams that were caught up
     * @param sagas instances that were due
     * @param recovered streams whose records no function could handle
     * @param lost messages about records that the stream no longer has
     * @param failed messages that are to be delivered again
     */
    record Sweep(int redriven, int sagas, int recovered, int lost, int failed, long millis) {
        public boolean isIdle() {
            return redriven + sagas + recovered + lost + failed == 0;
        }
    }
}
