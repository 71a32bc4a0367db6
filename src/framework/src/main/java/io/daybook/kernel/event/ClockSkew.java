package io.daybook.kernel.event;

import java.time.Duration;
import java.time.Instant;

/** Finds clocks of instances that are too far apart. */
public final class ClockSkew {
    /** The state of a stream at a time is final once that time is a minute past: docs/how-it-works.md, "Time". */
    public static final Duration MAX = Duration.ofMinutes(1);

    private ClockSkew() {}

    public static boolean isAhead(Instant time, Instant clock) {
        return time.isAfter(clock.plus(MAX));
    }

    /** Whether one of the two is ahead of the other. */
    public static boolean differs(Instant one, Instant other) {
        return isAhead(one, other) || isAhead(other, one);
    }

    /** Is told about commits that were recorded at a time that cannot be right. Called by several threads at once. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Says that a clock is wrong.
         *
         * @param metadata of a commit of the stream, with the time at which it says it was recorded
         * @param clock the time according to another clock
         */
        void skewed(StreamName stream, EventMetadata metadata, Instant clock);
    }
}
