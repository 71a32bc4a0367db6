package io.daybook.kernel.consume;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The result of a consumer's work on one stream. */
public sealed interface Progress {
    Progress APPLIED = new Applied();

    /** Everything that was delivered is applied, now or earlier. */
    record Applied() implements Progress {}

    /**
     * An event cannot be read or applied by this release. Everything before it is applied.
     *
     * @param version of that event, or of the commit that holds it
     * @param error what went wrong, for its owner; never a payload
     * @param cause to be logged; not part of equality, since no two exceptions are equal
     */
    record Poisoned(long version, String error, @Nullable RuntimeException cause) implements Progress {
        public Poisoned(long version, String error) {
            this(version, error, null);
        }

        /** Whether what was applied is not what is stored now. */
        public boolean isFork() {
            return PoisonException.isFork(cause);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Poisoned poisoned && version == poisoned.version && error.equals(poisoned.error);
        }

        @Override
        public int hashCode() {
            return Objects.hash(version, error);
        }
    }

    /**
     * The work is not finished for a technical reason: deliver it again.
     *
     * @param why a throttle, a time-out, too many lost races, the deadline
     * @param cause to be logged, null if nothing failed; not part of equality, since no two exceptions are equal
     */
    record Postponed(String why, @Nullable RuntimeException cause) implements Progress {
        /** The invocation has no time left. */
        public static final Postponed LATE = new Postponed("the deadline has passed");

        public Postponed(String why) {
            this(why, null);
        }

        public static Postponed because(RuntimeException cause) {
            return new Postponed(PoisonException.describe(cause), cause);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Postponed postponed && why.equals(postponed.why);
        }

        @Override
        public int hashCode() {
            return why.hashCode();
        }
    }
}
