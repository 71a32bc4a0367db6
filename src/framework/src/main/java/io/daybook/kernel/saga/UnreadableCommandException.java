package io.daybook.kernel.saga;

/** A command in its stored form that this release cannot read. Never skipped: it waits for one that can. */
public final class UnreadableCommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableCommandException(String message) {
        super(message);
    }
}
