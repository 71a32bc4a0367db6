package io.daybook.kernel.process;

/** A saga does what no saga may; a release that doesn't will heal it. */
public final class SagaDefectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SagaDefectException(String message) {
        super(message);
    }
}
