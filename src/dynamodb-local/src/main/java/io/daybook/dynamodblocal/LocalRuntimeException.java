package io.daybook.dynamodblocal;

/** The laptop runtime cannot start or go on; the message says what to do about it. */
public final class LocalRuntimeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LocalRuntimeException(String message) {
        super(message);
    }

    public LocalRuntimeException(String message, Throwable cause) {
        super(message, cause);
    }
}
