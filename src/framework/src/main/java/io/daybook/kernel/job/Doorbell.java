package io.daybook.kernel.job;

import java.time.Duration;

/**
 * Tells whoever works on jobs that there is something to do. It may be lost or rung too often: what is to be done stands
 * in storage, and the sweeper rings again for what has been silent.
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
