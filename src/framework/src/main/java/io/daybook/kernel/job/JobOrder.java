package io.daybook.kernel.job;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done.
 *
 * @param projection null for a job that is not about one
 * @param generation the one that is made or removed; null for a job that is not about one
 * @param asOf null unless the rows of that time are wanted
 * @param dryRun whether it only counts, and writes nothing but its own progress
 * @param expectEqual whether a rebuild fails where a row at the same version differs from the one that is served
 * @param consumers the names of those that are reconciled; empty for all
 */
public record JobOrder(
        JobKind kind,
        @Nullable String projection,
        @Nullable String generation,
        @Nullable Instant asOf,
        boolean dryRun,
        boolean expectEqual,
        List<String> consumers) {
    public JobOrder {
        consumers = List.copyOf(consumers);
    }

    /** A job that is about the whole book. */
    public static JobOrder of(JobKind kind) {
        return new JobOrder(kind, null, null, null, false, false, List.of());
    }
}
