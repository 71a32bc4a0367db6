package io.daybook.kernel.process;

import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.CommandContext.Memory;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.PoisonException;
import io.daybook.kernel.failure.StoreException;
import io.daybook.kernel.saga.CommandCodec;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.SagaInstance;
import io.daybook.kernel.saga.SagaInstance.Pending;
import io.daybook.kernel.saga.Trigger;
import io.daybook.kernel.send.CommandBus;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Sends what is pending in a saved instance. It is safe to repeat, because each command has one outcome for ever. */
final class SagaSends {
    /**
     * How often in a row commands that lost their races are sent again. With pauses of up to half a second, this is
     * half a minute, which is longer than an invocation has.
     */
    private static final int RACES_LOST_MAX = 100;

    private final CommandBus bus;
    private final CommandCodec commands;
    private final SagaSettings settings;

    SagaSends(CommandBus bus, CommandCodec commands, SagaSettings settings) {
        this.bus = bus;
        this.commands = commands;
        this.settings = settings;
    }

    /** The reply to one command. */
    sealed interface Reply {
        Pending pending();

        /** Its outcome, which is the same for ever. */
        record Settled(Pending pending, Trigger.Answered trigger) implements Reply {}

        /** There is no outcome; the command stays pending. */
        record Open(Pending pending, Failure failure) implements Reply {}
    }

    /**
     * Why a trigger could not be taken yet.
     *
     * @param lost whether other writers were faster, so that sending it again soon may succeed
     * @param cause what is or was broken; null if nothing is
     */
    record Failure(String why, boolean lost, @Nullable RuntimeException cause) {
        static Failure of(RuntimeException cause) {
            return new Failure(PoisonException.describe(cause), false, cause);
        }

        /** Whether something is broken that sending again does not fix. */
        boolean isDefect() {
            return cause != null && !(cause instanceof StoreException);
        }
    }

    /**
     * Sends what is pending. Commands that lost their races are sent again soon, as long as there is time, because the
     * sweeper comes only in a minute.
     *
     * @return in the order of the pending commands
     */
    List<Reply> sendAll(SagaInstance saved, Deadline deadline) {
        var replies = sendAll(saved);
        for (int lost = 1; lost < RACES_LOST_MAX && onlyLost(replies); lost++) {
            settings.backoff().pause(lost);
            if (deadline.hasPassed()) {
                break;
            }
            replies = sendAll(saved);
        }
        return replies;
    }

    private static boolean onlyLost(List<Reply> replies) {
        return replies.stream()
                .allMatch(reply ->
                        reply instanceof Reply.Open open && open.failure().lost());
    }

    private List<Reply> sendAll(SagaInstance saved) {
        var replies = saved.work().pending().stream()
                .map(pending -> CompletableFuture.supplyAsync(() -> send(saved, pending), settings.sends()))
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

    private Reply send(SagaInstance saved, Pending pending) {
        var context = new CommandContext(
                pending.commandId(),
                null,
                saved.origin().correlationId(),
                pending.causationId(),
                saved.origin().userId(),
                saved.work().at(),
                Memory.FOREVER);
        try {
            var send = commands.decode(pending.command());
            return reply(pending, send, bus.send(send, context));
        } catch (RuntimeException e) {
            return new Reply.Open(pending, Failure.of(e));
        }
    }

    private static Reply reply(Pending pending, Effect.Send<?> send, Outcome outcome) {
        var what = pending.command().told();
        return switch (outcome) {
            case Outcome.Settled settled -> new Reply.Settled(pending, new Trigger.Answered(send, settled));
            case Outcome.Contended(var attempts) ->
                new Reply.Open(pending, new Failure(what + " lost " + attempts + " races in a row", true, null));
            case Outcome.Unknown(var cause) ->
                new Reply.Open(pending, new Failure("it is not known what became of " + what, false, cause));
            case Outcome.Forbidden(), Outcome.VersionMismatch _, Outcome.KeyReused() ->
                throw new SagaDefectException(what + " was refused as if a client had sent it: " + outcome);
        };
    }
}
