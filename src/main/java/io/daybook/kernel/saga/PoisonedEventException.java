package io.daybook.kernel.saga;

import io.daybook.kernel.consume.Progress;

/** An event that could not be read, or that a saga or reactor could not take. */
final class PoisonedEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long version;

    PoisonedEventException(long version, RuntimeException cause) {
        super(Defects.text(cause), cause);
        this.version = version;
    }

    Progress.Poisoned progress() {
        return new Progress.Poisoned(version, String.valueOf(getMessage()));
    }
}
