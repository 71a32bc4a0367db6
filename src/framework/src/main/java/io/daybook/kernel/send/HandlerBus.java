package io.daybook.kernel.send;

import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.handle.CommandHandler;
import io.daybook.kernel.saga.Effect;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Gives each command to the handler of its category. */
public final class HandlerBus implements CommandBus {
    private final Map<String, CommandHandler<?, ?, ?>> handlers;

    public HandlerBus(Collection<? extends CommandHandler<?, ?, ?>> handlers) {
        this.handlers = handlers.stream()
                .collect(Collectors.toUnmodifiableMap(
                        handler -> handler.category().name(), handler -> handler));
    }

    /** @throws IllegalArgumentException if no handler takes commands of that category */
    @Override
    public Outcome send(Effect.Send<?> send, CommandContext context) {
        return handle(send, context);
    }

    @SuppressWarnings("unchecked") // A category's handler takes its commands.
    private <C> Outcome handle(Effect.Send<C> send, CommandContext context) {
        var handler = (CommandHandler<C, ?, ?>) handlers.get(send.category().name());
        if (handler == null) {
            throw new IllegalArgumentException(
                    "no handler takes commands of " + send.category().name());
        }
        return handler.handle(send.id(), send.command(), context);
    }
}
