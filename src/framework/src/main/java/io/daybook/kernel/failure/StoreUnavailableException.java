package io.daybook.kernel.failure;

import org.jspecify.annotations.Nullable;

/** Storage could not be reached, or refused for a reason other than load. It is certain that nothing was written. */
public final class StoreUnavailableException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** @param table that it is about */
    public StoreUnavailableException(String message, String table, @Nullable Throwable cause) {
        super(message, table, cause);
    }

    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, null, cause);
    }
}
