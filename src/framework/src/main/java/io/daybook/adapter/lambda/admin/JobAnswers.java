package io.daybook.adapter.lambda.admin;

import io.daybook.kernel.job.Job;
import io.daybook.kernel.job.JobProgress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The requests and answers about jobs. */
public final class JobAnswers {
    private JobAnswers() {}

    /**
     * A job.
     *
     * @param projection null for a job that is not about one; so is generation
     * @param asOf null unless the rows of that time are wanted
     * @param step where it is, one word in kebab case
     * @param result null until it is done
     * @param error why it failed or was cancelled; null otherwise
     */
    public record JobAnswer(
            String id,
            String kind,
            @Nullable String projection,
            @Nullable String generation,
            @Nullable Instant asOf,
            boolean dryRun,
            String state,
            String step,
            Progress progress,
            Instant startedAt,
            @Nullable Instant finishedAt,
            Cost cost,
            @Nullable Map<String, Object> result,
            @Nullable String error) {
        public static JobAnswer of(JobProgress progress) {
            var job = progress.job();
            var order = job.order();
            return new JobAnswer(
                    job.id(),
                    order.kind().word(),
                    order.projection(),
                    order.generation(),
                    order.asOf(),
                    order.dryRun(),
                    job.state().word(),
                    job.step().name(),
                    Progress.of(progress),
                    job.startedAt(),
                    job.finishedAt(),
                    Cost.of(progress.cost()),
                    job.result(),
                    job.error());
        }
    }

    /**
     * How far a job is.
     *
     * @param share of the present step that is done, 0..1, as far as that is known
     * @param commits that were read, in all steps together; so are streams
     * @param segments of the present step
     */
    public record Progress(double share, long commits, long streams, int segments, int segmentsDone) {
        static Progress of(JobProgress progress) {
            return new Progress(
                    Math.round(progress.share() * 1_000) / 1_000.0,
                    progress.counts().getOrDefault("commits", 0L),
                    progress.counts().getOrDefault("streams", 0L),
                    progress.job().step().segments(),
                    progress.segmentsDone());
        }
    }

    /** In DynamoDB's units. */
    public record Cost(double readUnits, double writeUnits) {
        static Cost of(Job.Cost cost) {
            return new Cost(cost.readUnits(), cost.writeUnits());
        }
    }

    /** A check of every stream. */
    public record VerifyOrder() {}

    /**
     * A comparison of every stream with what was applied.
     *
     * @param dryRun whether it only counts
     * @param consumers the names of those that are compared; empty for all that are not paused
     */
    public record ReconcileOrder(boolean dryRun, List<String> consumers) {
        public ReconcileOrder {
            consumers = List.copyOf(consumers);
        }
    }
}
