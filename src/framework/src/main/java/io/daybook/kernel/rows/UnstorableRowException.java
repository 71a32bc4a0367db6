package io.daybook.kernel.rows;

/** A row is too large, or a key too long, for a read table. Trying again does not help. */
public final class UnstorableRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message says what is too long, but not its content */
    public UnstorableRowException(String message) {
        super(message);
    }
}
