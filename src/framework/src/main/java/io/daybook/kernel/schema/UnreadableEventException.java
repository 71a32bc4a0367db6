package io.daybook.kernel.schema;

import org.jspecify.annotations.Nullable;

/** A stored event cannot be read by this release. It is never skipped, because skipping would lose history. */
public final class UnreadableEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableEventException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
