package io.daybook.runtime.job;

import io.daybook.kernel.generation.Generations;
import io.daybook.kernel.job.Jobs;
import io.daybook.kernel.replay.Rebuilds;
import io.daybook.kernel.store.EventScan;
import org.jspecify.annotations.Nullable;

/**
 * What operators need for long work, and for exports.
 *
 * @param replay null where read models have one generation for ever
 */
public record AdminJobs(Jobs jobs, EventScan scan, @Nullable Replay replay) {
    /** What operators need for rebuilds. */
    public record Replay(Generations generations, Rebuilds rebuilds) {}

    /** Without rebuilds. */
    public AdminJobs(Jobs jobs, EventScan scan) {
        this(jobs, scan, null);
    }
}
