package io.daybook.adapter.lambda.admin;

import io.daybook.kernel.decide.InvalidCommandException.Checks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The requests about rebuilds and removals. */
public final class RebuildAnswers {
    private RebuildAnswers() {}

    /**
     * What is to be built.
     *
     * @param dryRun whether it only counts and estimates
     * @param asOf the time of which the rows are wanted; null for a generation that is to be served
     * @param expectEqual whether nothing is to be served if a row at the same version differs
     */
    public record Rebuild(boolean dryRun, @Nullable Instant asOf, boolean expectEqual) {}

    /** A generation that nobody needs any more. */
    public record Removal(String generation, String reason) {
        public Removal {
            new Checks()
                    .length(generation, "generation", 1, 64)
                    .length(reason, "reason", 1, 500)
                    .done();
        }
    }
}
