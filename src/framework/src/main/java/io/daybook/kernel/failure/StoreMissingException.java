package io.daybook.kernel.failure;

/** A table or an index does not exist. Trying again helps only after somebody has created it. Nothing was written. */
public final class StoreMissingException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** @param table that it is about */
    public StoreMissingException(String message, String table, Throwable cause) {
        super(message, table, cause);
    }

    public StoreMissingException(String message, Throwable cause) {
        super(message, null, cause);
    }
}
