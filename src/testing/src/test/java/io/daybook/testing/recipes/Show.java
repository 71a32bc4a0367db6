package io.daybook.testing.recipes;

import static io.daybook.kernel.decide.Decision.accept;
import static io.daybook.kernel.decide.Decision.reject;

import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Decision;
import io.daybook.kernel.decide.Rejection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** By one stream: a show knows all of its seats, so one decision sees everything that the rule needs. */
final class Show implements Decider<Show.Sell, Show.State, Show.SeatsSold> {
    static final int SEATS_MAX = 300;

    record Sell(List<String> seats) {}

    record SeatsSold(List<String> seats) {}

    record State(Set<String> sold) {}

    @Override
    public State initial() {
        return new State(Set.of());
    }

    @Override
    public Decision<SeatsSold> decide(Sell command, State state) {
        if (command.seats().stream().anyMatch(state.sold()::contains)) {
            return reject(new SeatTaken());
        }
        return state.sold().size() + command.seats().size() > SEATS_MAX
                ? reject(new SoldOut())
                : accept(new SeatsSold(command.seats()));
    }

    @Override
    public State evolve(State state, SeatsSold event) {
        var sold = new HashSet<>(state.sold());
        sold.addAll(event.seats());
        return new State(sold);
    }

    record SeatTaken() implements Rejection {
        @Override
        public String code() {
            return "seat-taken";
        }

        @Override
        public String message() {
            return "One of these seats is sold.";
        }
    }

    record SoldOut() implements Rejection {
        @Override
        public String code() {
            return "sold-out";
        }

        @Override
        public String message() {
            return "The show has not so many seats left.";
        }
    }
}
