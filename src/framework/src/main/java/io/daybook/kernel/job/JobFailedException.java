package io.daybook.kernel.job;

/** A job cannot be done. The message tells operators why. */
public final class JobFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JobFailedException(String message) {
        super(message);
    }
}
