package io.daybook.kernel.verify;

import io.daybook.kernel.event.CommitHash;

/** What the check of a stream came to. */
public sealed interface Verification {
    /** Every commit is as it was written. The last one, or a whole end that was removed or rewritten, cannot be told. */
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

    /** It is longer than one call may walk. */
    record TooLong() implements Verification {}
}
