package io.daybook.kernel.consume;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of the commits of one stream in the hands of one consumer. */
public sealed interface Progress {
    Progress APPLIED = new Applied();

    /** All that was delivered is applied, now or long ago. */
    record Applied() implements Progress {}

    /**
     * An event that cannot be read or applied, however often it is tried with this release. What came before it is
     * applied.
     *
     * @param version of that event, or of the commit that holds it
     * @param error what went wrong, for its owner; never a payload
     * @param cause to be logged; no part of equality, since no two exceptions are equal
     */
    record Poisoned(long version, String error, @Nullable RuntimeException cause) implements Progress {
        public Poisoned(long version, String error) {
            this(version, error, null);
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
     * Not done for a technical reason: deliver it again.
     *
     * @param why a throttle, a time-out, too many lost races, the deadline
     * @param cause to be logged, null where nothing failed; no part of equality, since no two exceptions are equal
     */
    record Postponed(String why, @Nullable RuntimeException cause) implements Progress {
        /** The time of the invocation is over. */
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
