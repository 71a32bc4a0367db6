package io.daybook.kernel.failure;

/**
 * A write may have been taken, or may be in a moment, and reading the item did not decide it. Thrown only by writes
 * that are conditional on what they replace, so it is safe to read and to write again.
 */
public final class StoreInDoubtException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** @param table that it is about */
    public StoreInDoubtException(String message, String table, Throwable cause) {
        super(message, table, cause);
    }

    public StoreInDoubtException(String message, Throwable cause) {
        super(message, null, cause);
    }

    public StoreInDoubtException(String message) {
        super(message, null, null);
    }
}
