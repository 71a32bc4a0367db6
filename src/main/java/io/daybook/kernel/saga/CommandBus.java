package io.daybook.kernel.saga;

import io.daybook.kernel.decide.CommandContext;
import io.daybook.kernel.decide.Outcome;
import java.util.List;

/** The command handlers of all categories, behind one door: the same that HTTP uses. */
public interface CommandBus {
    /** A command in its stored form. */
    record Encoded(String category, String id, String name, String body) {}

    Encoded encode(Effect.Send<?> send);

    Trigger.Sent decode(Encoded encoded);

    /** @throws io.daybook.kernel.store.StoreException if storage could not be used; nothing was written */
    Outcome send(Encoded encoded, CommandContext context);

    /** The events of an outcome, decoded. */
    List<Object> events(String category, Outcome.Accepted accepted);
}
