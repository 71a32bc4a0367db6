package io.daybook.testing;

import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Decision;
import io.daybook.kernel.decide.Rejection;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.saga.Correlation;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.saga.SagaStep;
import io.daybook.kernel.saga.Trigger;
import io.daybook.kernel.schema.EventType;
import io.daybook.kernel.schema.EventTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Trips, rooms and purses, with the process of a trip: it books its rooms, and pays a fee where that takes too long. */
final class Trips {
    static final Category<Command, Stay, Event> TRIP = category("trip");
    static final Category<Command, Stay, Event> ROOM = category("room");
    static final Category<Command, Stay, Event> PURSE = category("purse");

    private Trips() {}

    /** What happens to trips, rooms and purses. */
    sealed interface Event {
        record Planned(int rooms) implements Event {}

        record Noted(String text) implements Event {}

        record Booked(String trip) implements Event {}

        record Paid(String what) implements Event {}
    }

    /** Requests to rooms and purses. */
    sealed interface Command {
        record Book(String trip) implements Command {}

        record Pay(String what) implements Command {}
    }

    record Full(String trip) implements Rejection {
        @Override
        public String code() {
            return "room-full";
        }

        @Override
        public String message() {
            return "The room is taken by " + trip + ".";
        }
    }

    /** Who has a room; empty while nobody has. */
    record Stay(String trip) {}

    private static Category<Command, Stay, Event> category(String name) {
        return new Category<>(
                name,
                new Rules(),
                List.of(CommandType.creating("book", Command.Book.class), CommandType.of("pay", Command.Pay.class)),
                EventTypes.of(
                        EventType.of("Planned", Event.Planned.class),
                        EventType.of("Noted", Event.Noted.class),
                        EventType.of("Booked", Event.Booked.class),
                        EventType.of("Paid", Event.Paid.class)),
                Stay.class,
                1);
    }

    private static final class Rules implements Decider<Command, Stay, Event> {
        @Override
        public Stay initial() {
            return new Stay("");
        }

        @Override
        public Decision<Event> decide(Command command, Stay state) {
            return switch (command) {
                case Command.Book(var trip) ->
                    state.trip().isEmpty()
                            ? Decision.accept(new Event.Booked(trip))
                            : Decision.reject(new Full(state.trip()));
                case Command.Pay(var what) -> Decision.accept(new Event.Paid(what));
            };
        }

        @Override
        public Stay evolve(Stay state, Event event) {
            return event instanceof Event.Booked(var trip) ? new Stay(trip) : state;
        }
    }

    /**
     * Where a trip stands.
     *
     * @param asked rooms that were asked for
     * @param full rooms that were not to be had
     * @param notes what it was told, in order
     */
    record State(String id, int rooms, int asked, int booked, int full, List<String> notes, String step) {
        State {
            notes = List.copyOf(notes);
        }

        private State at(String nowStep) {
            return new State(id, rooms, asked, booked, full, notes, nowStep);
        }

        private State plus(String note) {
            var more = new ArrayList<>(notes);
            more.add(note);
            return new State(id, rooms, asked, booked, full, more, step);
        }
    }

    /** The process. */
    static final class Journey implements Saga<State> {
        @Override
        public String name() {
            return "journey";
        }

        @Override
        public List<Category<?, ?, ?>> follows() {
            return List.of(TRIP);
        }

        @Override
        public Correlation correlate(Recorded<?> recorded) {
            var id = recorded.stream().id();
            return switch ((Event) recorded.event()) {
                case Event.Planned _ -> new Correlation.Starts(id);
                case Event.Noted _ -> new Correlation.Continues(id);
                case Event.Booked _, Event.Paid _ -> new Correlation.None();
            };
        }

        @Override
        public Class<State> stateType() {
            return State.class;
        }

        @Override
        public State initial(String id) {
            return new State(id, 0, 0, 0, 0, List.of(), "new");
        }

        @Override
        public SagaStep<State> react(State state, Trigger trigger, int pending) {
            return switch (trigger) {
                case Trigger.Happened(var recorded) -> happened(state, (Event) recorded.event());
                case Trigger.Answered(var sent, var outcome) -> answered(state, (Command) sent.command(), outcome);
                case Trigger.TimerDue(var name) -> SagaStep.of(state.plus("due " + name), pay("fee of " + state.id()));
            };
        }

        @Override
        public String step(State state) {
            return state.step();
        }

        @Override
        public boolean isComplete(State state) {
            return state.step().equals("travelled");
        }

        private static SagaStep<State> happened(State state, Event event) {
            return switch (event) {
                case Event.Planned(var rooms) ->
                    new SagaStep<>(
                            new State(state.id(), rooms, rooms, 0, 0, state.notes(), "booking"),
                            IntStream.rangeClosed(1, rooms)
                                    .<Effect>mapToObj(room -> book(state.id(), room))
                                    .toList());
                case Event.Noted(var text) ->
                    SagaStep.of(text.equals("arrive") ? state.plus(text).at("travelled") : state.plus(text));
                case Event.Booked _, Event.Paid _ -> SagaStep.of(state);
            };
        }

        private static SagaStep<State> answered(State state, Command command, Outcome.Settled outcome) {
            boolean accepted = outcome.holds();
            return switch (command) {
                case Command.Pay _ -> SagaStep.of(state.plus(text(outcome)));
                case Command.Book _ -> {
                    int booked = state.booked() + (accepted ? 1 : 0);
                    int full = state.full() + (accepted ? 0 : 1);
                    var done = full == 0 ? "booked" : "homeless";
                    yield SagaStep.of(new State(
                            state.id(),
                            state.rooms(),
                            state.asked(),
                            booked,
                            full,
                            state.notes(),
                            booked + full < state.rooms() ? state.step() : done));
                }
            };
        }
    }

    private static String text(Outcome.Settled outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> "accepted " + accepted.events();
            case Outcome.Unchanged _ -> "accepted []";
            case Outcome.Rejected rejected -> "rejected " + rejected.code();
            case Outcome.NotFound() -> "not found";
        };
    }

    static Effect.Send<?> book(String trip, int room) {
        return new Effect.Send<>(ROOM, Integer.toString(room), new Command.Book(trip));
    }

    static Effect.Send<?> pay(String what) {
        return new Effect.Send<>(PURSE, "p", new Command.Pay(what));
    }
}
