package io.daybook.kernel.failure;

import org.jspecify.annotations.Nullable;

/** Storage could not be used. It is certain that nothing was written, unless it is a {@link StoreInDoubtException}. */
public abstract sealed class StoreException extends RuntimeException
        permits StoreThrottledException, StoreUnavailableException, StoreMissingException, StoreInDoubtException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String table;

    StoreException(String message, @Nullable String table, @Nullable Throwable cause) {
        super(message, cause);
        this.table = table;
    }

    /** The table that it is about, as its owner calls it; null if that is not known. */
    public @Nullable String table() {
        return table;
    }
}
