package io.daybook.kernel.failure;

import org.jspecify.annotations.Nullable;

/** Storage refused every attempt because of too many requests. It is certain that nothing was written. */
public final class StoreThrottledException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** @param table that it is about */
    public StoreThrottledException(String message, String table, @Nullable Throwable cause) {
        super(message, table, cause);
    }

    public StoreThrottledException(String message, Throwable cause) {
        super(message, null, cause);
    }

    public StoreThrottledException(String message) {
        super(message, null, null);
    }
}
