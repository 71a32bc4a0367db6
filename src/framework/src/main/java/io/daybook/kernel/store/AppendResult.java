package io.daybook.kernel.store;

import io.daybook.kernel.command.Receipt;
import io.daybook.kernel.event.Commit;
import org.jspecify.annotations.Nullable;

/** What became of an append. In every case but {@code Appended} and {@code Unknown} certainly nothing was written. */
public sealed interface AppendResult {
    /** @param commit as it is stored */
    record Appended(Commit commit) implements AppendResult {}

    /** @param commit what an earlier append with the same command id wrote */
    record Duplicate(Commit commit) implements AppendResult {}

    /**
     * Another commit got in first.
     *
     * @param winner that commit; null where the stream is not where it was expected
     */
    record Conflict(@Nullable Commit winner) implements AppendResult {}

    /** The stream was where it was expected, but another stream holds this claim. */
    record ClaimTaken(String claim) implements AppendResult {}

    /** @param receipt what became of this command long ago */
    record AlreadySettled(Receipt receipt) implements AppendResult {}

    /** Other transactions were in the way at every attempt. */
    record Contended(int attempts) implements AppendResult {}

    /**
     * At least one attempt was left without an answer: it may have been taken, now or in a moment.
     *
     * @param cause to be logged; no part of equality, since no two exceptions are equal
     */
    record Unknown(@Nullable StoreInDoubtException cause) implements AppendResult {
        public Unknown() {
            this(null);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Unknown;
        }

        @Override
        public int hashCode() {
            return Unknown.class.hashCode();
        }
    }
}
