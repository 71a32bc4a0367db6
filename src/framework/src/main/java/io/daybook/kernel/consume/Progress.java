package io.daybook.kernel.consume;

/** What became of the commits of one stream in the hands of one consumer. */
public sealed interface Progress {
    /** All that was delivered is applied, now or long ago. */
    record Applied() implements Progress {}

    /**
     * An event that cannot be read or applied, however often it is tried with this release. What came before it is
     * applied.
     *
     * @param version of that event, or of the commit that holds it
     * @param error what went wrong, for its owner; never a payload
     */
    record Poisoned(long version, String error) implements Progress {}

    /**
     * Not done for a technical reason: deliver it again.
     *
     * @param why a throttle, a time-out, too many lost races, the deadline
     */
    record Postponed(String why) implements Progress {
        /** The time of the invocation is over. */
        public static final Postponed LATE = new Postponed("the deadline has passed");
    }
}
