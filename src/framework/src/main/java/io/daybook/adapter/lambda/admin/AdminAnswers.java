package io.daybook.adapter.lambda.admin;

import io.daybook.kernel.decide.InvalidCommandException.Checks;
import io.daybook.kernel.deliver.ParkedStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What operators ask for and are answered. */
public final class AdminAnswers {
    private AdminAnswers() {}

    /** @param parked how many streams it is stuck in */
    public record Projection(String name, int generation, Lag lag, long parked) {}

    /**
     * How far a projection is known to be behind: since when it has not got on in the stream that has been parked
     * longest. Of what was not delivered to it yet, it knows nothing: that is what Lambda's metric IteratorAge of the
     * project function tells.
     *
     * @param millis 0 where no stream is parked: whatever was delivered is applied
     * @param since null where no stream is parked
     */
    public record Lag(long millis, @Nullable Instant since) {}

    /**
     * @param parked the streams that it is stuck in, soonest tried first; not more than 100 of them
     * @param rebuild null where none is under way
     */
    public record ProjectionDetail(
            String name,
            List<Generation> generations,
            Lag lag,
            List<Parked> parked,
            @Nullable Object rebuild) {}

    /** @param active whether queries read it */
    public record Generation(int generation, boolean active) {}

    /**
     * A stream in which a consumer is stuck.
     *
     * @param dueAt when it is tried again by itself
     * @param orphaned whether the catalog has no such consumer, so that it is tried in vain
     */
    public record Parked(
            String consumer,
            String stream,
            long version,
            String error,
            Instant since,
            int attempts,
            Instant dueAt,
            boolean orphaned) {
        static Parked of(ParkedStream parked, boolean orphaned) {
            return new Parked(
                    parked.consumer(),
                    parked.stream().toString(),
                    parked.version(),
                    parked.error(),
                    parked.since(),
                    parked.attempts(),
                    parked.dueAt(),
                    orphaned);
        }
    }

    /**
     * What to try again.
     *
     * @param consumer null = of every consumer
     * @param stream null = every stream
     */
    public record Redrive(
            @Nullable String consumer, @Nullable String stream) {}

    /**
     * Whose marks to remove, for good.
     *
     * @param consumer one that the catalog no longer has
     */
    public record Remove(String consumer, String reason) {
        public Remove {
            new Checks()
                    .length(consumer, "consumer", 1, 64)
                    .length(reason, "reason", 1, 500)
                    .done();
        }
    }

    public record Removed(int removed) {}

    /**
     * @param redriven how many streams came right
     * @param parked how many of those asked for did not
     */
    public record Redriven(int redriven, long parked) {}
}
