package io.daybook.adapter.lambda.admin;

import io.daybook.kernel.decide.InvalidCommandException.Checks;
import io.daybook.kernel.deliver.ParkedStream;
import io.daybook.kernel.operate.AuditEntry;
import io.daybook.kernel.operate.Pause;
import io.daybook.kernel.operate.Skip;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The requests and answers of operators. */
public final class AdminAnswers {
    private AdminAnswers() {}

    /**
     * A projection.
     *
     * @param generation that is served to this release; null until one is built
     * @param parked how many streams are parked for it
     */
    public record Projection(
            String name, int projectionVersion, @Nullable String generation, Lag lag, long parked) {}

    /**
     * How far a projection is known to be behind: the age of the stream that has been parked longest. It says nothing
     * about records that have not been delivered yet; Lambda's metric IteratorAge of the function project does.
     *
     * @param millis 0 if no stream is parked: everything that was delivered is applied
     * @param since null if no stream is parked
     */
    public record Lag(long millis, @Nullable Instant since) {}

    /**
     * @param parked the streams that are parked for it, those tried soonest first; at most 100 of them
     * @param job that builds a generation of it; null if none does
     */
    public record ProjectionDetail(
            String name,
            int projectionVersion,
            List<Generation> generations,
            Lag lag,
            List<Parked> parked,
            @Nullable String job) {}

    /**
     * Rows that were made together.
     *
     * @param state {@code served}, {@code building}, {@code kept}, {@code as-of}, or {@code leaving} while it is removed
     * @param asOf the time of which the rows are; null if they are kept up to date
     */
    public record Generation(
            String generation,
            int projectionVersion,
            String state,
            @Nullable Instant asOf,
            Instant createdAt) {
        static Generation of(io.daybook.kernel.generation.Generation generation) {
            return new Generation(
                    generation.id(),
                    generation.projectionVersion(),
                    generation.state().word(),
                    generation.asOf(),
                    generation.createdAt());
        }
    }

    /**
     * A stream that is parked for a consumer.
     *
     * @param dueAt when the sweeper tries it again
     * @param orphaned whether the catalog has no such consumer, so that it cannot be tried again
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
     * @param consumer null for all consumers
     * @param stream null for all streams
     */
    public record Redrive(
            @Nullable String consumer, @Nullable String stream) {}

    /**
     * Which consumer's marks to remove.
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
     * Which event a consumer is to pass over.
     *
     * @param version at which the stream is parked for it
     */
    public record SkipOrder(String consumer, String stream, long version, String reason) {
        public SkipOrder {
            new Checks()
                    .length(consumer, "consumer", 1, 64)
                    .length(reason, "reason", 1, 500)
                    .done();
        }
    }

    /** An event that a consumer passes over. */
    public record Skipped(String consumer, String stream, long version, String reason, String who, Instant at) {
        static Skipped of(Skip skip) {
            return new Skipped(
                    skip.consumer(), skip.stream().toString(), skip.version(), skip.reason(), skip.who(), skip.at());
        }
    }

    /** Why an operator does something. */
    public record Because(String reason) {
        public Because {
            new Checks().length(reason, "reason", 1, 500).done();
        }
    }

    /**
     * A consumer.
     *
     * @param kind {@code projection}, {@code saga} or {@code reactor}
     * @param since the time from which on it takes events; null for one that takes all that there ever were
     * @param paused null if it is not
     */
    public record ConsumerItem(
            String name,
            String kind,
            @Nullable Instant since,
            @Nullable PausedBy paused) {}

    public record PausedBy(String reason, String who, Instant at) {
        static PausedBy of(Pause pause) {
            return new PausedBy(pause.reason(), pause.who(), pause.at());
        }
    }

    /**
     * What an operator asked for.
     *
     * @param reason null for a redrive, which takes none
     */
    public record Audited(
            Instant at,
            String who,
            String action,
            String target,
            @Nullable String reason) {
        static Audited of(AuditEntry entry) {
            return new Audited(entry.at(), entry.who(), entry.action(), entry.target(), entry.reason());
        }
    }

    /**
     * @param redriven how many streams are no longer parked
     * @param parked how many of the requested ones still are
     */
    public record Redriven(int redriven, long parked) {}
}
