package io.daybook.kernel.store;

/** A stream that breaks its own rules: a gap, an overlap, or an item that is not a commit. */
public final class CorruptStreamException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CorruptStreamException(String message) {
        super(message);
    }
}
