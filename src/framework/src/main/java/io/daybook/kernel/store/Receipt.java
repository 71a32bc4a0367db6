package io.daybook.kernel.store;

import io.daybook.kernel.event.StreamName;

/** What became of one command, remembered without limit. */
public record Receipt(StreamName stream, String commandId, Settled settled) {
    /** The one outcome that a settled command has for ever. */
    public sealed interface Settled {
        record Appended(long firstVersion) implements Settled {}

        /** Accepted, with nothing to change. */
        record Unchanged(long version) implements Settled {}

        record Rejected(String code, String message) implements Settled {}

        /** The stream did not exist, and the command was not one that starts it. */
        record NotFound() implements Settled {}
    }
}
