package io.daybook.kernel.store;

import io.daybook.kernel.command.Receipt;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.failure.StoreInDoubtException;
import org.jspecify.annotations.Nullable;

/**
 * What became of an append. Unless it is {@code Appended} or {@code Unknown}, it is certain that nothing was written.
 */
public sealed interface AppendResult {
    /** @param commit as it is stored */
    record Appended(Commit commit) implements AppendResult {}

    /** @param commit that an earlier append with the same command id wrote */
    record Duplicate(Commit commit) implements AppendResult {}

    /**
     * Another commit was written first.
     *
     * @param winner that commit; null if the stream is not at the expected version
     */
    record Conflict(@Nullable Commit winner) implements AppendResult {}

    /** The stream was at the expected version, but another stream holds this claim. */
    record ClaimTaken(String claim) implements AppendResult {}

    /** @param receipt the outcome of this command, from an earlier time */
    record AlreadySettled(Receipt receipt) implements AppendResult {}

    /** Other transactions were in the way at every attempt. */
    record Contended(int attempts) implements AppendResult {}

    /**
     * At least one attempt was not answered: it may have been taken, or may be in a moment.
     *
     * @param cause to be logged; not part of equality, since no two exceptions are equal
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
