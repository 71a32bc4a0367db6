package io.daybook.kernel.failure;

import org.jspecify.annotations.Nullable;

/** Storage could not be used. Certainly nothing was written, unless it is a {@link StoreInDoubtException}. */
public abstract sealed class StoreException extends RuntimeException
        permits StoreThrottledException, StoreUnavailableException, StoreMissingException, StoreInDoubtException {
    private static final long serialVersionUID = 1L;

    StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
