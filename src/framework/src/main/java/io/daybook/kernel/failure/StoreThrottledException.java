package io.daybook.kernel.failure;

/** Storage refused every attempt because of too many requests. Certainly nothing was written. */
public final class StoreThrottledException extends StoreException {
    private static final long serialVersionUID = 1L;

    public StoreThrottledException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreThrottledException(String message) {
        super(message, null);
    }
}
