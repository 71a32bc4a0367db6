package io.daybook.testing;

import io.daybook.kernel.decide.CommandContext;
import io.daybook.kernel.decide.Outcome;
import io.daybook.kernel.saga.CommandBus;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.Trigger;
import java.util.List;

/** Hands every call on to another bus; tests override what they want to see or disturb. */
public class ForwardingCommandBus implements CommandBus {
    private final CommandBus bus;

    public ForwardingCommandBus(CommandBus bus) {
        this.bus = bus;
    }

    @Override
    public Encoded encode(Effect.Send<?> send) {
        return bus.encode(send);
    }

    @Override
    public Trigger.Sent decode(Encoded encoded) {
        return bus.decode(encoded);
    }

    @Override
    public Outcome send(Encoded encoded, CommandContext context) {
        return bus.send(encoded, context);
    }

    @Override
    public List<Object> events(String category, Outcome.Accepted accepted) {
        return bus.events(category, accepted);
    }
}
