package io.daybook.kernel.command;

import io.daybook.kernel.PublicApi;
import io.daybook.kernel.decide.Rejection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command: for its HTTP answer, its receipt, and the saga that sent it. Unless it is {@code Accepted}
 * or {@code Unknown}, it is certain that nothing was written.
 */
@PublicApi
public sealed interface Outcome {
    /** An outcome that is final. */
    sealed interface Settled extends Outcome {
        /** Whether the command was accepted, or there was nothing to change. */
        default boolean holds() {
            return switch (this) {
                case Accepted _, Unchanged _ -> true;
                case Rejected _, NotFound _ -> false;
            };
        }
    }

    /**
     * The command appended events.
     *
     * @param firstVersion the version of the first event
     * @param types the names under which they are stored, one for each
     * @param events the same events, decoded; upcasters may have made more or fewer of them
     * @param duplicate whether they were appended before, and this repeats the first answer
     */
    record Accepted(long firstVersion, List<String> types, List<Object> events, boolean duplicate) implements Settled {
        public Accepted {
            types = List.copyOf(types);
            events = List.copyOf(events);
        }

        /** The form that a receipt keeps: without the events, which are in the stream. */
        public static Accepted at(long firstVersion) {
            return new Accepted(firstVersion, List.of(), List.of(), false);
        }

        /** The version of the stream after the command. */
        public long version() {
            return firstVersion + types.size() - 1;
        }
    }

    /**
     * The command was accepted, and there was nothing to change.
     *
     * @param version of the stream
     */
    record Unchanged(long version) implements Settled {}

    /** A rule refused the command; see {@link Rejection}. */
    record Rejected(String code, String message) implements Settled {
        public static Rejected of(Rejection reason) {
            return new Rejected(reason.code(), reason.message());
        }
    }

    /** The stream does not exist, and the command cannot start it. */
    record NotFound() implements Settled {}

    /** The caller may not send this command to this stream. */
    record Forbidden() implements Outcome {}

    /** The id belongs to another command: one with another name, other values or another caller. */
    record KeyReused() implements Outcome {}

    record VersionMismatch(long expected, long actual) implements Outcome {}

    /** Other writers were faster at every attempt. */
    record Contended(int attempts) implements Outcome {}

    /**
     * A write was not answered, or its result could not be read: repeat the command with the same id.
     *
     * @param cause to be logged; not part of equality, since no two exceptions are equal
     */
    record Unknown(@Nullable RuntimeException cause) implements Outcome {
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
