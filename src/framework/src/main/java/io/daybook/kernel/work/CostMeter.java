package io.daybook.kernel.work;

import io.daybook.kernel.job.Job;
import java.util.function.Supplier;

/** Measures what storage consumes while work is done. */
@FunctionalInterface
public interface CostMeter {
    <T> Measured<T> measure(Supplier<T> work);

    /** @param cost of the work and of the threads that it started */
    record Measured<T>(T result, Job.Cost cost) {}

    /** For storage that costs nothing. */
    static CostMeter none() {
        return new CostMeter() {
            @Override
            public <T> Measured<T> measure(Supplier<T> work) {
                return new Measured<>(work.get(), Job.Cost.NONE);
            }
        };
    }
}
