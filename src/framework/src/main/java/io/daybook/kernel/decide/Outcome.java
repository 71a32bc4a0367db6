package io.daybook.kernel.decide;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.store.StoreException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a command. In every case but {@code Accepted} and {@code Unknown} certainly nothing was written. */
public sealed interface Outcome {
    /**
     * The command holds.
     *
     * @param version of the stream after the command
     * @param events what the command appended; empty where there was nothing to change
     * @param duplicate whether it had been appended before, and this repeats the first answer
     */
    record Accepted(long version, List<EncodedEvent> events, boolean duplicate) implements Outcome {
        public Accepted {
            events = List.copyOf(events);
        }

        static Accepted of(Commit commit, boolean duplicate) {
            return new Accepted(commit.lastVersion(), commit.events(), duplicate);
        }

        /** The version of the first of its events. */
        public long firstVersion() {
            return version - events.size() + 1;
        }

        /** Whether the command started the stream. */
        public boolean created() {
            return !events.isEmpty() && firstVersion() == 1;
        }
    }

    record Rejected(Rejection reason) implements Outcome {}

    /** The stream does not exist, and the command is not one that starts it. */
    record NotFound() implements Outcome {}

    record VersionMismatch(long expected, long actual) implements Outcome {}

    /** Lost every race. */
    record Contended(int attempts) implements Outcome {}

    /**
     * A write was left without an answer, or what became of it could not be read: repeat the command with the same id.
     *
     * @param cause to be logged; no part of equality, since no two exceptions are equal
     */
    record Unknown(@Nullable StoreException cause) implements Outcome {
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
