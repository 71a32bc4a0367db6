package io.daybook.kernel.verify;

import io.daybook.kernel.event.CommitHash;

/** The result of checking a stream. */
public sealed interface Verification {
    /**
     * Every commit is as it was written. If the last commit, or all commits from some version on, were removed or
     * rewritten, the check cannot tell.
     */
    record Valid(long version, CommitHash hash) implements Verification {}

    /**
     * The stream was changed.
     *
     * @param brokenAt the first version that does not fit
     * @param why what does not fit, for a person
     */
    record Broken(long brokenAt, String why) implements Verification {}

    /** There is no such stream. */
    record Absent() implements Verification {}

    /** It is longer than one call may read. */
    record TooLong() implements Verification {}
}
