package io.daybook.kernel.store;

/**
 * A write may have been taken, or may be in a moment; a look at what is there did not tell. Thrown only where every
 * write is conditional on what it replaces, so that it is safe to read again and to write again.
 */
public final class StoreInDoubtException extends StoreException {
    private static final long serialVersionUID = 1L;

    public StoreInDoubtException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreInDoubtException(String message) {
        super(message, null);
    }
}
