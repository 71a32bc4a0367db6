package io.daybook.kernel.saga;

import org.jspecify.annotations.Nullable;

/** The stored state of an instance does not fit the saga of this release. The message shows nothing of it. */
public final class UnreadableStateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableStateException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
