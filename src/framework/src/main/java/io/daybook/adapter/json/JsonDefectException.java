package io.daybook.adapter.json;

/** A type of our own that JSON cannot carry: a defect of this release, never the sender's fault. */
public final class JsonDefectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JsonDefectException(String message, Throwable cause) {
        super(message, cause);
    }
}
