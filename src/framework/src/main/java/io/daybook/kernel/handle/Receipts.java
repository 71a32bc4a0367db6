package io.daybook.kernel.handle;

import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.CommandContext.Memory;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.command.Receipt;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.CorruptStreamException;
import io.daybook.kernel.failure.StoreException;
import io.daybook.kernel.schema.EventCodec;
import io.daybook.kernel.store.EventStore;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds earlier outcomes of a command, and keeps final ones. */
final class Receipts<E> {
    private final EventCodec<E> codec;
    private final EventStore store;

    Receipts(EventCodec<E> codec, EventStore store) {
        this.codec = codec;
        this.store = store;
    }

    /** Null if the command does not ask to be remembered for ever. */
    static @Nullable Receipt of(StreamName stream, CommandContext context, Outcome.Settled outcome) {
        return context.memory() == Memory.FOREVER
                ? new Receipt(stream, context.commandId(), context.fingerprint(), outcome)
                : null;
    }

    static Outcome.Accepted accepted(Commit commit, List<?> events, boolean duplicate) {
        var types = commit.events().stream().map(EncodedEvent::type).toList();
        return new Outcome.Accepted(commit.firstVersion(), types, List.copyOf(events), duplicate);
    }

    /** Keeps an outcome without an append, if the command asks for it. */
    Outcome settle(StreamName stream, CommandContext context, Outcome.Settled outcome) {
        var receipt = of(stream, context, outcome);
        if (receipt == null) {
            return outcome;
        }
        var standing = store.settle(receipt);
        return standing instanceof Outcome.Accepted accepted
                ? repeated(stream, context, accepted.firstVersion())
                : standing;
    }

    /** The outcome that a command had before. */
    Outcome recall(Receipt receipt, CommandContext context) {
        var outcome = receipt.outcomeFor(context.fingerprint());
        return outcome instanceof Outcome.Accepted accepted
                ? repeated(receipt.stream(), context, accepted.firstVersion())
                : outcome;
    }

    /** It was appended, by this request or an earlier one. If that commit cannot be read, the outcome is unknown. */
    Outcome repeated(StreamName stream, CommandContext context, long firstVersion) {
        var commandId = context.commandId();
        try {
            return repeated(
                    store.readBackward(stream, firstVersion, 1).commits().stream()
                            .filter(commit -> commit.metadata().commandId().equals(commandId))
                            .findFirst()
                            .orElseThrow(() -> new CorruptStreamException("in " + stream + " version " + firstVersion
                                    + " should have been written by the command " + commandId)),
                    context);
        } catch (StoreException e) {
            return new Outcome.Unknown(e);
        }
    }

    Outcome repeated(Commit commit, CommandContext context) {
        if (!Objects.equals(commit.fingerprint(), context.fingerprint())) {
            return new Outcome.KeyReused();
        }
        return accepted(
                commit, codec.decode(commit).stream().map(Recorded::event).toList(), true);
    }
}
