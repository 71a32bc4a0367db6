package io.daybook.kernel.send;

import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.saga.Effect;

/** Sends commands to the command handlers of all categories, the same ones that HTTP requests use. */
@FunctionalInterface
public interface CommandBus {
    /**
     * Handles a command.
     *
     * @throws io.daybook.kernel.failure.StoreException if storage could not be used; nothing was written
     */
    Outcome send(Effect.Send<?> send, CommandContext context);
}
