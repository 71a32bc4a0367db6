package io.daybook.kernel.react;

import io.daybook.kernel.PublicApi;
import org.jspecify.annotations.Nullable;

/** A reactor's port cannot be reached or does not answer. The event is delivered again. */
@PublicApi
public final class ReactorUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReactorUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
