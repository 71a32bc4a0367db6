package io.daybook.kernel.event;

import java.time.Duration;
import java.time.Instant;

/** Clocks of instances that differ by more than can be believed. */
public final class ClockSkew {
    /** Source: the design, section 3: the state at a time is final once that time is a minute old. */
    public static final Duration MAX = Duration.ofMinutes(1);

    private ClockSkew() {}

    public static boolean isAhead(Instant time, Instant clock) {
        return time.isAfter(clock.plus(MAX));
    }

    /** Either is ahead of the other. */
    public static boolean differs(Instant one, Instant other) {
        return isAhead(one, other) || isAhead(other, one);
    }

    /** Hears of commits that were recorded at a time that cannot be right. Called by several threads at once. */
    @FunctionalInterface
    public interface Listener {
        /**
         * A clock is wrong.
         *
         * @param at when a commit of the stream is said to have been recorded
         * @param clock what time it was by another clock
         */
        void skewed(StreamName stream, Instant at, Instant clock);
    }
}
