package io.daybook.adapter.json;

/** A type of this release cannot be written as JSON: a defect, and never the sender's fault. */
public final class JsonDefectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JsonDefectException(String message, Throwable cause) {
        super(message, cause);
    }
}
