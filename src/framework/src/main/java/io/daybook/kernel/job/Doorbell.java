package io.daybook.kernel.job;

import java.time.Duration;

/**
 * Tells the workers of jobs that there is something to do. A ring may get lost or come too often: storage says what is
 * to be done, and the sweeper rings again for segments that have been silent.
 */
@FunctionalInterface
public interface Doorbell {
    /**
     * Rings for one segment of a job.
     *
     * @param after from now; a queue has its own limit, beyond which it rings earlier
     */
    void ring(String job, int segment, Duration after);
}
