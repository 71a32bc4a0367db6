package io.daybook.kernel.process;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A toy process: a trip books its rooms, at most 25 at a time, then pays for them. A trip may write letters, which are a
 * second stream of its instance.
 */
final class Trips {
    static final Duration PATIENCE = Duration.ofMinutes(10);

    /** What happens to trips, rooms, purses and letters. */
    sealed interface Event {
        record Planned(int rooms) implements Event {}

        /** Of no concern to the process. */
        record Packed() implements Event {}

        record Noted(String text) implements Event {}

        record Booked(String trip) implements Event {}

        record Paid(String what) implements Event {}
    }

    /** Every stream takes every command; each appends one event. */
    sealed interface Command {
        record Plan(int rooms) implements Command {}

        record Pack() implements Command {}

        record Note(String text) implements Command {}

        /** Rejected where another trip has the room. */
        record Book(String trip) implements Command {}

        /** Nothing happens where nothing is to be paid; there is no purse that was never paid into. */
        record Pay(String what) implements Command {}

        record Deposit() implements Command {}
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

    record Stay(String trip) {}

    static final Category<Command, Stay, Event> TRIP = category("trip");
    static final Category<Command, Stay, Event> LETTER = category("letter");
    static final Category<Command, Stay, Event> ROOM = category("room");
    static final Category<Command, Stay, Event> PURSE = category("purse");
    static final List<Category<Command, Stay, Event>> CATEGORIES = List.of(TRIP, LETTER, ROOM, PURSE);

    private Trips() {}

    private static Category<Command, Stay, Event> category(String name) {
        return new Category<>(
                name,
                new Rules(),
                List.of(
                        CommandType.creating("plan", Command.Plan.class),
                        CommandType.creating("pack", Command.Pack.class),
                        CommandType.creating("note", Command.Note.class),
                        CommandType.creating("book", Command.Book.class),
                        CommandType.of("pay", Command.Pay.class),
                        CommandType.creating("deposit", Command.Deposit.class)),
                EventTypes.of(
                        EventType.of("Planned", Event.Planned.class),
                        EventType.of("Packed", Event.Packed.class),
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
                case Command.Plan(var rooms) -> Decision.accept(new Event.Planned(rooms));
                case Command.Pack() -> Decision.accept(new Event.Packed());
                case Command.Note(var text) -> Decision.accept(new Event.Noted(text));
                case Command.Book(var trip) ->
                    state.trip().isEmpty()
                            ? Decision.accept(new Event.Booked(trip))
                            : Decision.reject(new Full(state.trip()));
                case Command.Pay(var what) ->
                    what.isEmpty() ? Decision.accept() : Decision.accept(new Event.Paid(what));
                case Command.Deposit() -> Decision.accept(new Event.Paid("deposit"));
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

        State with(int nowAsked, int nowBooked, int nowFull, String nowStep) {
            return new State(id, rooms, nowAsked, nowBooked, nowFull, notes, nowStep);
        }

        State at(String nowStep) {
            return with(asked, booked, full, nowStep);
        }

        State plus(String note) {
            var more = new ArrayList<>(notes);
            more.add(note);
            return new State(id, rooms, asked, booked, full, more, step);
        }
    }

    /** The process. A note tells it to do odd things: {@code boom}, {@code give-up}, {@code wait}, {@code hurry}, {@code pay x}. */
    static final class Journey implements Saga<State> {
        /** A defect of the release, which the next one has not. */
        boolean broken;

        @Override
        public String name() {
            return "journey";
        }

        @Override
        public List<Category<?, ?, ?>> follows() {
            return List.of(TRIP, LETTER);
        }

        @Override
        public Correlation correlate(Recorded<?> recorded) {
            var id = recorded.stream().id();
            return switch ((Event) recorded.event()) {
                case Event.Planned _ -> new Correlation.Starts(id);
                case Event.Noted(var text) -> new Correlation.Continues(text.equals("to t2") ? "t2" : id);
                case Event.Packed _, Event.Booked _, Event.Paid _ -> new Correlation.None();
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
                case Trigger.TimerDue(var name) -> due(state, name);
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

        private SagaStep<State> due(State state, String timer) {
            if (broken) {
                throw new IllegalStateException("cannot wait");
            }
            var told = state.plus("due " + timer);
            return timer.equals("hurry")
                    ? SagaStep.of(told, new Effect.CancelTimer("patience"))
                    : SagaStep.of(told, pay("fee of " + state.id()));
        }

        private SagaStep<State> happened(State state, Event event) {
            if (event instanceof Event.Planned(var rooms)) {
                var planned = new State(state.id(), rooms, 0, 0, 0, state.notes(), "booking");
                return book(planned, Math.min(rooms, PENDING_MAX));
            }
            var text = ((Event.Noted) event).text();
            var noted = state.plus(text);
            if (broken && text.equals("boom")) {
                throw new IllegalStateException(text);
            }
            return switch (text) {
                case "give-up" -> SagaStep.of(noted, new Effect.GiveUp("nobody knows the way"));
                case "wait" -> SagaStep.of(noted, new Effect.StartTimer("patience", PATIENCE));
                case "hurry" -> SagaStep.of(noted, new Effect.StartTimer("hurry", PATIENCE.minusMinutes(1)));
                case "go" -> SagaStep.of(noted, new Effect.CancelTimer("patience"));
                case "arrive" -> SagaStep.of(noted.at("travelled"));
                case "flood" -> new SagaStep<>(noted, bookings(state.id(), 1, PENDING_MAX + 1));
                default -> text.startsWith("pay ") ? SagaStep.of(noted, pay(text.substring(4))) : SagaStep.of(noted);
            };
        }

        private SagaStep<State> answered(State state, Command command, Outcome.Settled outcome) {
            if (broken) {
                throw new IllegalStateException("cannot take " + outcome);
            }
            if (!(command instanceof Command.Book)) {
                return SagaStep.of(state.plus(text(outcome)));
            }
            var next = outcome.holds()
                    ? state.with(state.asked(), state.booked() + 1, state.full(), state.step())
                    : state.with(state.asked(), state.booked(), state.full() + 1, state.step());
            if (next.asked() < next.rooms()) {
                return book(next, 1);
            }
            return next.booked() + next.full() < next.rooms()
                    ? SagaStep.of(next)
                    : SagaStep.of(next.at(next.full() == 0 ? "booked" : "homeless"));
        }

        private static SagaStep<State> book(State state, int more) {
            var next = state.with(state.asked() + more, state.booked(), state.full(), state.step());
            return new SagaStep<>(next, bookings(state.id(), state.asked() + 1, next.asked()));
        }
    }

    static Effect.Send<?> book(String trip, int room) {
        return new Effect.Send<>(ROOM, Integer.toString(room), new Command.Book(trip));
    }

    static Effect.Send<?> pay(String what) {
        return new Effect.Send<>(PURSE, "p", new Command.Pay(what));
    }

    private static String text(Outcome.Settled outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> "accepted " + accepted.events();
            case Outcome.Unchanged _ -> "accepted []";
            case Outcome.Rejected rejected -> "rejected " + rejected.code();
            case Outcome.NotFound() -> "not found";
        };
    }

    private static List<Effect> bookings(String trip, int from, int to) {
        return IntStream.rangeClosed(from, to)
                .<Effect>mapToObj(room -> book(trip, room))
                .toList();
    }
}
