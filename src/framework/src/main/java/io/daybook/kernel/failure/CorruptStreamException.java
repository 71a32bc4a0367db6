package io.daybook.kernel.failure;

import io.daybook.kernel.event.Commit;

/** A stream is damaged: it has a gap, an overlap, or an item that is not a commit. */
public final class CorruptStreamException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CorruptStreamException(String message) {
        super(message);
    }

    /** A commit begins in the right place, but names another commit as the one before it. */
    public static CorruptStreamException notLinked(Commit next) {
        return new CorruptStreamException("in " + next.stream() + " the commit that begins with version "
                + next.firstVersion() + " does not follow the commit that is stored before it");
    }

    /** A commit does not begin right after {@code version}, where the one before it ends: a gap or an overlap. */
    public static CorruptStreamException notNext(long version, Commit next) {
        return new CorruptStreamException("in " + next.stream() + " version " + version
                + " is followed by a commit that begins with version " + next.firstVersion());
    }
}
