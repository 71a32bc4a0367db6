package io.daybook.kernel.saga;

import io.daybook.kernel.consume.PoisonException;
import io.daybook.kernel.decide.CommandContext;
import io.daybook.kernel.decide.CommandContext.Memory;
import io.daybook.kernel.decide.Outcome;
import io.daybook.kernel.saga.CommandBus.Encoded;
import io.daybook.kernel.saga.SagaRow.Pending;
import io.daybook.kernel.store.StoreException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Sends what is pending in a saved row. Safe to repeat: each command has one outcome for ever. */
final class SagaSends {
    private final CommandBus bus;
    private final Executor executor;

    SagaSends(CommandBus bus, Executor executor) {
        this.bus = bus;
        this.executor = executor;
    }

    /** What came back for one command. */
    sealed interface Reply {
        String commandId();

        /** Its outcome, which it has for ever. */
        record Settled(Cause cause) implements Reply {
            @Override
            public String commandId() {
                return cause.id();
            }
        }

        /**
         * No outcome; it stays pending.
         *
         * @param lost whether other writers were faster, so that it may have its outcome in a moment
         * @param cause what is broken, or was; null where nothing is
         */
        record Open(
                String commandId,
                String why,
                boolean lost,
                @Nullable RuntimeException cause) implements Reply {
            /** Whether something is broken that no repetition mends. */
            boolean isDefect() {
                return cause != null && !(cause instanceof StoreException);
            }
        }
    }

    /** @return in the order of the row's pending commands */
    List<Reply> sendAll(SagaRow row) {
        var replies = row.pending().stream()
                .map(pending -> CompletableFuture.supplyAsync(() -> send(row, pending), executor))
                .toList();
        try {
            return replies.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    private Reply send(SagaRow row, Pending pending) {
        var encoded = new Encoded(pending.category(), pending.id(), pending.name(), pending.body());
        var context = new CommandContext(
                pending.commandId(),
                null,
                row.correlationId(),
                pending.causationId(),
                row.userId(),
                row.at(),
                Memory.FOREVER);
        try {
            return reply(pending, bus.decode(encoded), bus.send(encoded, context));
        } catch (RuntimeException e) {
            return new Reply.Open(pending.commandId(), PoisonException.describe(e), false, e);
        }
    }

    private Reply reply(Pending pending, Trigger.Sent sent, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted ->
                new Reply.Settled(Cause.accepted(pending, sent, accepted, bus.events(pending.category(), accepted)));
            case Outcome.Rejected(var reason) ->
                new Reply.Settled(Cause.rejected(pending, sent, reason.code(), reason.message()));
            case Outcome.NotFound() -> new Reply.Settled(Cause.notFound(pending, sent));
            case Outcome.Contended(var attempts) ->
                new Reply.Open(
                        pending.commandId(), what(pending) + " lost " + attempts + " races in a row", true, null);
            case Outcome.Unknown(var cause) ->
                new Reply.Open(pending.commandId(), "it is not known what became of " + what(pending), false, cause);
            case Outcome.VersionMismatch _ ->
                throw new SagaDefectException(what(pending) + " was refused for a version that it did not expect");
        };
    }

    private static String what(Pending pending) {
        return pending.name() + " " + pending.category() + "-" + pending.id();
    }
}
