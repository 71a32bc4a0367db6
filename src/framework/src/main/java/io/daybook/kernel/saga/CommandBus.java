package io.daybook.kernel.saga;

import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.Outcome;

/** The command handlers of all categories, behind one door: the same that HTTP uses. */
@FunctionalInterface
public interface CommandBus {
    /**
     * Handles a command.
     *
     * @throws io.daybook.kernel.store.StoreException if storage could not be used; nothing was written
     */
    Outcome send(Effect.Send<?> send, CommandContext context);
}
