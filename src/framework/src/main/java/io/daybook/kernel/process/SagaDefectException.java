package io.daybook.kernel.process;

/** A saga does something that it must not do. The stream recovers with a release that does not do it. */
public final class SagaDefectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SagaDefectException(String message) {
        super(message);
    }
}
