package io.daybook.kernel.saga;

import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.CommandContext.Memory;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.consume.PoisonException;
import io.daybook.kernel.saga.CommandCodec.Encoded;
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
    private final CommandCodec codec;
    private final Executor executor;

    SagaSends(CommandBus bus, CommandCodec codec, Executor executor) {
        this.bus = bus;
        this.codec = codec;
        this.executor = executor;
    }

    /** What came back for one command. */
    sealed interface Reply {
        Pending pending();

        /** Its outcome, which it has for ever. */
        record Settled(Pending pending, Trigger.Answered trigger) implements Reply {}

        /** No outcome; it stays pending. */
        record Open(Pending pending, Failure failure) implements Reply {}
    }

    /**
     * Why a trigger is still to come.
     *
     * @param lost whether other writers were faster, so that it may come in a moment
     * @param cause what is broken, or was; null where nothing is
     */
    record Failure(String why, boolean lost, @Nullable RuntimeException cause) {
        static Failure of(RuntimeException cause) {
            return new Failure(PoisonException.describe(cause), false, cause);
        }

        /** Whether something is broken that no repetition mends. */
        boolean isDefect() {
            return cause != null && !(cause instanceof StoreException);
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
        var context = new CommandContext(
                pending.commandId(),
                null,
                row.correlationId(),
                pending.causationId(),
                row.userId(),
                row.at(),
                Memory.FOREVER);
        try {
            var send = codec.decode(new Encoded(pending.category(), pending.id(), pending.name(), pending.body()));
            return reply(pending, send, bus.send(send, context));
        } catch (RuntimeException e) {
            return new Reply.Open(pending, Failure.of(e));
        }
    }

    private static Reply reply(Pending pending, Effect.Send<?> send, Outcome outcome) {
        var what = pending.name() + " " + pending.category() + "-" + pending.id();
        return switch (outcome) {
            case Outcome.Settled settled -> new Reply.Settled(pending, new Trigger.Answered(send, settled));
            case Outcome.Contended(var attempts) ->
                new Reply.Open(pending, new Failure(what + " lost " + attempts + " races in a row", true, null));
            case Outcome.Unknown(var cause) ->
                new Reply.Open(pending, new Failure("it is not known what became of " + what, false, cause));
            case Outcome.VersionMismatch _ ->
                throw new SagaDefectException(what + " was refused for a version that it did not expect");
        };
    }
}
