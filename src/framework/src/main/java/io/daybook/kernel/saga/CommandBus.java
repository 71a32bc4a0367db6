package io.daybook.kernel.saga;

import io.daybook.kernel.decide.CommandContext;
import io.daybook.kernel.decide.Outcome;
import java.util.List;

/** The command handlers of all categories, behind one door: the same that HTTP uses. */
public interface CommandBus {
    /** A command in its stored form. */
    record Encoded(String category, String id, String name, String body) {}

    /** @throws IllegalArgumentException if there is no such command, or no stream can have that id */
    Encoded encode(Effect.Send<?> send);

    /** @throws UnreadableCommandException if this release knows no such command, or its fields do not fit */
    Trigger.Sent decode(Encoded encoded);

    /**
     * Handles a command.
     *
     * @throws UnreadableCommandException as {@link #decode}
     * @throws io.daybook.kernel.store.StoreException if storage could not be used; nothing was written
     */
    Outcome send(Encoded encoded, CommandContext context);

    /** The events of an outcome, decoded. */
    List<Object> events(String category, Outcome.Accepted accepted);
}
