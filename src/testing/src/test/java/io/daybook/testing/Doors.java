package io.daybook.testing;

import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Decision;
import io.daybook.kernel.decide.Rejection;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.react.Reactor;
import io.daybook.kernel.react.ReactorUnavailableException;
import io.daybook.kernel.saga.Correlation;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.saga.SagaStep;
import io.daybook.kernel.saga.Trigger;
import io.daybook.kernel.schema.EventType;
import io.daybook.kernel.schema.EventTypes;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.Catalog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who rings at a door is let in through the inner one, which is closed a minute later; and a chime is heard. */
final class Doors implements Catalog {
    static final Category<Command, State, Event> DOOR = Category.of(
            "door",
            new Rules(),
            List.of(
                    CommandType.creating("ring", Command.Ring.class),
                    CommandType.creating("open", Command.Open.class),
                    CommandType.of("close", Command.Close.class)),
            EventTypes.of(
                    new EventType<>("Rang", 1, Event.Rang.class),
                    new EventType<>("Opened", 1, Event.Opened.class),
                    new EventType<>("Closed", 1, Event.Closed.class)));

    static final Duration PATIENCE = Duration.ofMinutes(1);

    final Chime chime = new Chime();

    sealed interface Command {
        record Ring(String name) implements Command {}

        record Open() implements Command {}

        record Close() implements Command {}
    }

    sealed interface Event {
        record Rang(String name) implements Event {}

        record Opened() implements Event {}

        record Closed() implements Event {}
    }

    record State(boolean isOpen) {}

    private static final class Rules implements Decider<Command, State, Event> {
        @Override
        public State initial() {
            return new State(false);
        }

        @Override
        public Decision<Event> decide(Command command, State state) {
            return switch (command) {
                case Command.Ring(var name) -> Decision.accept(new Event.Rang(name));
                case Command.Open() -> state.isOpen() ? Decision.accept() : Decision.accept(new Event.Opened());
                case Command.Close() ->
                    state.isOpen()
                            ? Decision.accept(new Event.Closed())
                            : Decision.reject(Rejection.of("door-closed", "The door is closed."));
            };
        }

        @Override
        public State evolve(State state, Event event) {
            return switch (event) {
                case Event.Rang _ -> state;
                case Event.Opened() -> new State(true);
                case Event.Closed() -> new State(false);
            };
        }
    }

    /** @param step of a visit: {@code ringing}, {@code open} or {@code closed} */
    record Visit(String id, String step) {
        Visit at(String next) {
            return new Visit(id, next);
        }
    }

    /** Lets visitors in; nobody comes in who is called nobody. */
    static final class Porter implements Saga<Visit> {
        @Override
        public String name() {
            return "porter";
        }

        @Override
        public List<Category<?, ?, ?>> follows() {
            return List.of(DOOR);
        }

        @Override
        public Correlation correlate(Recorded<?> recorded) {
            return recorded.event() instanceof Event.Rang
                    ? new Correlation.Starts(recorded.stream().id())
                    : new Correlation.None();
        }

        @Override
        public Class<Visit> stateType() {
            return Visit.class;
        }

        @Override
        public Visit initial(String id) {
            return new Visit(id, "ringing");
        }

        @Override
        public SagaStep<Visit> react(Visit visit, Trigger trigger, int pending) {
            return switch (trigger) {
                case Trigger.Happened(var recorded) -> {
                    if (((Event.Rang) recorded.event()).name().equals("nobody")) {
                        throw new IllegalStateException("nobody rings");
                    }
                    yield SagaStep.of(visit, inner(visit.id(), new Command.Open()))
                            .and(new Effect.StartTimer("close", PATIENCE));
                }
                case Trigger.Answered(var sent, Outcome.Settled outcome) ->
                    SagaStep.of(
                            sent.command() instanceof Command.Close
                                    ? visit.at("closed")
                                    : visit.at(outcome.holds() ? "open" : "ringing"));
                case Trigger.TimerDue _ -> SagaStep.of(visit, inner(visit.id(), new Command.Close()));
            };
        }

        @Override
        public String step(Visit visit) {
            return visit.step();
        }

        @Override
        public boolean isComplete(Visit visit) {
            return visit.step().equals("closed");
        }
    }

    /** Is heard, unless it is broken. */
    static final class Chime implements Reactor<Event> {
        final List<String> heard = new ArrayList<>();
        boolean isBroken;

        @Override
        public String name() {
            return "chime";
        }

        @Override
        public Category<?, ?, Event> follows() {
            return DOOR;
        }

        @Override
        public boolean concerns(Event event) {
            return event instanceof Event.Rang;
        }

        @Override
        public Optional<Effect.Send<?>> react(Recorded<Event> recorded, String idempotencyKey) {
            if (isBroken) {
                throw new ReactorUnavailableException("nothing is heard", null);
            }
            var name = ((Event.Rang) recorded.event()).name();
            heard.add(name);
            return name.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Effect.Send<>(DOOR, "hall-" + recorded.stream().id(), new Command.Open()));
        }
    }

    static Effect.Send<Command> ring(String id, String name) {
        return new Effect.Send<>(DOOR, id, new Command.Ring(name));
    }

    static Effect.Send<Command> inner(String id, Command command) {
        return new Effect.Send<>(DOOR, "inner-" + id, command);
    }

    @Override
    public List<Aggregate<?, ?, ?, ?>> aggregates() {
        return List.of(Aggregate.of("doors", DOOR));
    }

    @Override
    public List<Saga<?>> sagas() {
        return List.of(new Porter());
    }

    @Override
    public List<Reactor<?>> reactors() {
        return List.of(chime);
    }
}
