package io.daybook.laptop.purse;

import static io.daybook.kernel.decide.Decision.accept;
import static io.daybook.kernel.decide.Decision.reject;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Decision;
import io.daybook.laptop.purse.PurseCommand.*;
import io.daybook.laptop.purse.PurseEvent.*;
import io.daybook.laptop.purse.PurseRejection.*;

/** A purse: opened once, never overdrawn, closed only when it is empty. */
public final class Purse implements Decider<PurseCommand, Purse.State, PurseEvent> {
    public static final Category<PurseCommand, State, PurseEvent> CATEGORY =
            Category.of("purse", new Purse(), PurseCommand.TYPES, PurseEvent.TYPES);

    /** What the rules need to know. */
    public record State(Status status, long balance) {}

    public enum Status {
        ABSENT,
        OPEN,
        CLOSED
    }

    @Override
    public State initial() {
        return new State(Status.ABSENT, 0);
    }

    @Override
    public Decision<PurseEvent> decide(PurseCommand command, State state) {
        return switch (command) {
            case Open(var owner, var amount, var currency) ->
                state.status() == Status.ABSENT
                        ? accept(new PurseOpened(owner, amount, currency))
                        : reject(new PurseAlreadyOpen());
            case Put(var amount) ->
                state.status() == Status.OPEN
                        ? accept(new CoinsPut(amount, state.balance() + amount))
                        : reject(new PurseClosedForGood());
            case Take(var amount) -> take(amount, state);
            case Close() -> close(state);
        };
    }

    @Override
    public State evolve(State state, PurseEvent event) {
        return switch (event) {
            case PurseOpened opened -> new State(Status.OPEN, opened.amount());
            case CoinsPut put -> new State(state.status(), put.balance());
            case CoinsTaken taken -> new State(state.status(), taken.balance());
            case PurseClosed() -> new State(Status.CLOSED, state.balance());
        };
    }

    private static Decision<PurseEvent> take(long amount, State state) {
        if (state.status() != Status.OPEN) {
            return reject(new PurseClosedForGood());
        }
        return amount <= state.balance()
                ? accept(new CoinsTaken(amount, state.balance() - amount))
                : reject(new TooFewCoins(state.balance(), amount));
    }

    private static Decision<PurseEvent> close(State state) {
        if (state.status() == Status.CLOSED) {
            return accept();
        }
        return state.balance() == 0 ? accept(new PurseClosed()) : reject(new PurseNotEmpty(state.balance()));
    }
}
