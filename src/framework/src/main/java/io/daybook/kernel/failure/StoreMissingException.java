package io.daybook.kernel.failure;

/** A table or an index does not exist. Trying again helps only after somebody has created it. Nothing was written. */
public final class StoreMissingException extends StoreException {
    private static final long serialVersionUID = 1L;

    public StoreMissingException(String message, Throwable cause) {
        super(message, cause);
    }
}
