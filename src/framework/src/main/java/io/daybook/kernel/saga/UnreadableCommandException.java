package io.daybook.kernel.saga;

/** A stored command cannot be read by this release. It is never skipped: it waits for a release that can. */
public final class UnreadableCommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableCommandException(String message) {
        super(message);
    }
}
