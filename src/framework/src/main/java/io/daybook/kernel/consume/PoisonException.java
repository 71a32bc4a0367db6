package io.daybook.kernel.consume;

import io.daybook.kernel.text.UserText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An event could not be read or applied. Consumers return it as {@link Progress.Poisoned}. */
public final class PoisonException extends RuntimeException {
    /** Long enough to show what went wrong, short enough for a mark and a list of them. */
    private static final int ERROR_LENGTH_MAX = 500;

    private static final long serialVersionUID = 1L;

    private final long version;
    private final String error;
    private final @Nullable String correlationId;
    private final boolean isFork;

    /** @param version of the event, or of the first event of the commit that holds it; 0 if unknown */
    public PoisonException(long version, RuntimeException cause) {
        this(version, null, cause);
    }

    /** @param correlationId of the request that the event comes from; null if unknown */
    public PoisonException(long version, @Nullable String correlationId, RuntimeException cause) {
        this(version, correlationId, false, cause);
    }

    private PoisonException(long version, @Nullable String correlationId, boolean isFork, RuntimeException cause) {
        super(describe(cause), cause);
        this.correlationId = correlationId;
        this.isFork = isFork;
        this.version = version;
        this.error = describe(cause);
    }

    /**
     * What was applied is not what is stored now: the event table was restored to an earlier time, for example.
     *
     * @param version that should follow
     */
    public static PoisonException ofFork(long version, RuntimeException cause) {
        return new PoisonException(version, null, true, cause);
    }

    public Progress.Poisoned progress() {
        return new Progress.Poisoned(version, error, this);
    }

    /** Whether a failure is that of {@link #ofFork}. */
    static boolean isFork(@Nullable Throwable failure) {
        return failure instanceof PoisonException poison && poison.isFork;
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
