package io.daybook.kernel.consume;

import io.daybook.kernel.text.UserText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An event could not be read or applied. Consumers return it as {@link Progress.Poisoned}. */
public final class PoisonException extends RuntimeException {
    /** Long enough to show what went wrong, short enough for a marker and a list of them. */
    private static final int ERROR_LENGTH_MAX = 500;

    private static final long serialVersionUID = 1L;

    private final long version;
    private final String error;
    private final @Nullable String correlationId;

    /** @param version of the event, or of the first event of the commit that holds it; 0 if unknown */
    public PoisonException(long version, RuntimeException cause) {
        this(version, null, cause);
    }

    /** @param correlationId of the request that the event comes from; null if unknown */
    public PoisonException(long version, @Nullable String correlationId, RuntimeException cause) {
        super(describe(cause), cause);
        this.correlationId = correlationId;
        this.version = version;
        this.error = describe(cause);
    }

    public Progress.Poisoned progress() {
        return new Progress.Poisoned(version, error, this);
    }

    /** Where the event comes from that a failure is about. */
    public static Optional<String> correlationId(@Nullable Throwable failure) {
        return failure instanceof PoisonException poison ? Optional.ofNullable(poison.correlationId) : Optional.empty();
    }

    /** The kind of the error and its message, shortened if it is long. */
    public static String describe(RuntimeException error) {
        var message = error.getMessage();
        var text = error.getClass().getSimpleName() + (message == null ? "" : ": " + message);
        return UserText.first(ERROR_LENGTH_MAX, text);
    }
}
