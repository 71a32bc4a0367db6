package io.daybook.kernel.process;

/** A saga does something that it must not do. A release that does not will heal it. */
public final class SagaDefectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SagaDefectException(String message) {
        super(message);
    }
}
