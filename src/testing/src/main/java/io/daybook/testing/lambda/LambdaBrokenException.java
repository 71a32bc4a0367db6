package io.daybook.testing.lambda;

/** The function will not answer any more: it could not be initialized, it ended, or its time was up. */
public final class LambdaBrokenException extends RuntimeException {
    public LambdaBrokenException(String message) {
        super(message);
    }
}
