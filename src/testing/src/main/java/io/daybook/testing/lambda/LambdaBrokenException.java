package io.daybook.testing.lambda;

/** The function will answer nothing more: it could not be initialized, it ended, or its time was up. */
public final class LambdaBrokenException extends RuntimeException {
    public LambdaBrokenException(String message) {
        super(message);
    }
}
