package io.daybook.kernel.store;

/** A table or an index is not there; no repetition changes that before somebody creates it. Certainly nothing was written. */
public final class StoreMissingException extends StoreException {
    private static final long serialVersionUID = 1L;

    public StoreMissingException(String message, Throwable cause) {
        super(message, cause);
    }
}
