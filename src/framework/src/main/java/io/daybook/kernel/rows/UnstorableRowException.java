package io.daybook.kernel.rows;

/** A row that is too large, or a key that is too long, for a read table; it stays so however often it is tried. */
public final class UnstorableRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message says what is too long, but nothing of what it holds */
    public UnstorableRowException(String message) {
        super(message);
    }
}
