package io.daybook.kernel.command;

import io.daybook.kernel.event.Fingerprint;
import io.daybook.kernel.event.StreamName;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a command, remembered for ever.
 *
 * @param fingerprint as in the command's context
 * @param outcome {@link Outcome.Accepted#at} if the command appended events
 */
public record Receipt(
        StreamName stream, String commandId, @Nullable Fingerprint fingerprint, Outcome.Settled outcome) {
    /** The receipt of a command whose id is derived from what it is for. */
    public Receipt(StreamName stream, String commandId, Outcome.Settled outcome) {
        this(stream, commandId, null, outcome);
    }

    /**
     * The outcome for a command with this id, which may be another command than the one that this is the receipt of.
     */
    public Outcome outcomeFor(@Nullable Fingerprint command) {
        return Objects.equals(fingerprint, command) ? outcome : new Outcome.KeyReused();
    }
}
