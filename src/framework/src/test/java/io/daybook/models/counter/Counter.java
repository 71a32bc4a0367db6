package io.daybook.models.counter;

import static io.daybook.kernel.decide.Decision.accept;
import static io.daybook.kernel.decide.Decision.reject;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Decision;
import io.daybook.kernel.decide.InvalidCommandException.Checks;
import io.daybook.kernel.decide.Rejection;
import io.daybook.kernel.schema.EventType;
import io.daybook.kernel.schema.EventTypes;
import java.util.List;

/** Something is counted up, and set back only from inside. */
public final class Counter implements Decider<Counter.Command, Counter.State, Counter.Event> {
    /** Counters that clients start and count up. */
    public static final Category<Command, State, Event> CATEGORY = category("counter");

    /** Counters to which only the application itself sends commands. */
    public static final Category<Command, State, Event> INNER = category("gauge");

    /** Requests to one counter. */
    public sealed interface Command {
        List<CommandType<? extends Command>> TYPES = List.of(
                CommandType.creating("start", Start.class),
                CommandType.of("add", Add.class),
                CommandType.of("reset", Reset.class).internal());

        record Start(String name, long count) implements Command {
            public Start {
                new Checks()
                        .length(name, "name", 1, 200)
                        .that(count >= 0, "count", "must not be negative")
                        .done();
            }
        }

        record Add(int count) implements Command {
            public Add {
                new Checks().that(count > 0, "count", "must be greater than 0").done();
            }
        }

        record Reset() implements Command {}
    }

    /** Facts about one counter. */
    public sealed interface Event {
        EventTypes<Event> TYPES = EventTypes.of(
                EventType.of("CounterStarted", CounterStarted.class),
                EventType.of("CountAdded", CountAdded.class),
                EventType.of("CounterReset", CounterReset.class));

        record CounterStarted(String name, long count) implements Event {}

        /** @param count after it */
        record CountAdded(long count) implements Event {}

        record CounterReset() implements Event {}
    }

    /** What the rules need to know. */
    public record State(boolean started, long count) {}

    /** A counter is started once. */
    record CounterAlreadyStarted() implements Rejection {
        @Override
        public String code() {
            return "counter-already-started";
        }

        @Override
        public String message() {
            return "A counter is started once; this one was started before.";
        }
    }

    @Override
    public State initial() {
        return new State(false, 0);
    }

    @Override
    public Decision<Event> decide(Command command, State state) {
        return switch (command) {
            case Command.Start(var name, var count) ->
                state.started() ? reject(new CounterAlreadyStarted()) : accept(new Event.CounterStarted(name, count));
            case Command.Add(var count) -> accept(new Event.CountAdded(state.count() + count));
            case Command.Reset() -> state.count() == 0 ? accept() : accept(new Event.CounterReset());
        };
    }

    @Override
    public State evolve(State state, Event event) {
        return switch (event) {
            case Event.CounterStarted(var _, var count) -> new State(true, count);
            case Event.CountAdded(var count) -> new State(true, count);
            case Event.CounterReset() -> new State(true, 0);
        };
    }

    private static Category<Command, State, Event> category(String name) {
        return Category.of(name, new Counter(), Command.TYPES, Event.TYPES);
    }
}
