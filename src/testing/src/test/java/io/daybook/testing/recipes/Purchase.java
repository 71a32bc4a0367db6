package io.daybook.testing.recipes;

import static io.daybook.kernel.decide.Decision.accept;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.Claim;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Decision;
import io.daybook.kernel.schema.EventType;
import io.daybook.kernel.schema.EventTypes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** By claims: each purchase is a stream, and claims its seats, so that only purchases of the same seat compete. */
final class Purchase implements Decider<Purchase.Command, Purchase.State, Purchase.Event> {
    static final Category<Command, State, Event> CATEGORY = new Category<>(
            "purchase",
            new Purchase(),
            List.of(CommandType.creating("buy", Command.Buy.class), CommandType.of("return", Command.Return.class)),
            EventTypes.of(
                    EventType.of("SeatsBought", Event.SeatsBought.class),
                    EventType.of("SeatsReturned", Event.SeatsReturned.class)),
            State.class,
            1);

    sealed interface Command {
        record Buy(String show, List<String> seats) implements Command {}

        record Return() implements Command {}
    }

    sealed interface Event {
        record SeatsBought(String show, List<String> seats) implements Event {}

        record SeatsReturned() implements Event {}
    }

    record State(String show, List<String> seats) {}

    @Override
    public State initial() {
        return new State("", List.of());
    }

    @Override
    public Decision<Event> decide(Command command, State state) {
        return switch (command) {
            case Command.Buy(var show, var seats) ->
                state.seats().isEmpty() ? accept(new Event.SeatsBought(show, seats)) : accept();
            case Command.Return() -> state.seats().isEmpty() ? accept() : accept(new Event.SeatsReturned());
        };
    }

    @Override
    public State evolve(State state, Event event) {
        return switch (event) {
            case Event.SeatsBought(var show, var seats) -> new State(show, seats);
            case Event.SeatsReturned() -> new State(state.show(), List.of());
        };
    }

    @Override
    public Set<Claim> claims(State state) {
        return state.seats().stream()
                .map(seat -> new Claim("seat", state.show() + "/" + seat, new Show.SeatTaken()))
                .collect(Collectors.toSet());
    }
}
