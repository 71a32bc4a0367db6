package io.daybook.kernel.react;

import io.daybook.kernel.PublicApi;
import org.jspecify.annotations.Nullable;

/** What a reactor calls cannot be reached or does not answer; the event is delivered again. */
@PublicApi
public final class ReactorUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReactorUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
