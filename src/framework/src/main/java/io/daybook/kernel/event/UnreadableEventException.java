package io.daybook.kernel.event;

import org.jspecify.annotations.Nullable;

/** A stored event that this release cannot read. Never skipped: skipping would lose history. */
public final class UnreadableEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableEventException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
