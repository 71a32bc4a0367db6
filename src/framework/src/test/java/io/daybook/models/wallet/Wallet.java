package io.daybook.models.wallet;

import static io.daybook.kernel.decide.Decision.accept;
import static io.daybook.kernel.decide.Decision.reject;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Decision;
import io.daybook.models.wallet.WalletCommand.*;
import io.daybook.models.wallet.WalletEvent.*;
import io.daybook.models.wallet.WalletRejection.*;

/** A wallet: opened once, never spent beyond what is in it, closed only when it is empty. */
public final class Wallet implements Decider<WalletCommand, Wallet.State, WalletEvent> {
    public static final Category<WalletCommand, State, WalletEvent> CATEGORY =
            Category.of("wallet", new Wallet(), WalletCommand.TYPES, WalletEvent.TYPES);

    /**
     * What the rules need to know.
     *
     * @param owner empty until it is opened
     */
    public record State(Status status, String owner, Coins balance) {
        private State with(Coins other) {
            return new State(status, owner, other);
        }
    }

    public enum Status {
        ABSENT,
        ACTIVE,
        CLOSED
    }

    @Override
    public State initial() {
        return new State(Status.ABSENT, "", Coins.ZERO);
    }

    @Override
    public Decision<WalletEvent> decide(WalletCommand command, State state) {
        return switch (command) {
            case Open open -> open(open, state);
            case Fill(var amount) -> fill(amount, state);
            case Spend(var amount) -> spend(amount, state);
            case Close() -> close(state);
        };
    }

    @Override
    public State evolve(State state, WalletEvent event) {
        return switch (event) {
            case WalletOpened opened -> new State(Status.ACTIVE, opened.owner(), opened.content());
            case CoinsFilled filled -> state.with(filled.balance());
            case CoinsSpent spent -> state.with(spent.balance());
            case WalletClosed() -> new State(Status.CLOSED, state.owner(), state.balance());
        };
    }

    private static Decision<WalletEvent> open(Open open, State state) {
        return state.status() == Status.ABSENT
                ? accept(new WalletOpened(open.owner(), open.content(), open.currency()))
                : reject(new WalletAlreadyOpen());
    }

    private static Decision<WalletEvent> fill(Coins amount, State state) {
        if (state.status() != Status.ACTIVE) {
            return reject(new WalletIsClosed());
        }
        return state.balance()
                .plus(amount)
                .map(balance -> Decision.<WalletEvent>accept(new CoinsFilled(amount, balance)))
                .orElseGet(() -> reject(new TooManyCoins(state.balance(), amount)));
    }

    private static Decision<WalletEvent> spend(Coins amount, State state) {
        if (state.status() != Status.ACTIVE) {
            return reject(new WalletIsClosed());
        }
        return state.balance()
                .minus(amount)
                .filter(balance -> !balance.isNegative())
                .map(balance -> Decision.<WalletEvent>accept(new CoinsSpent(amount, balance)))
                .orElseGet(() -> reject(new TooFewCoins(state.balance(), amount)));
    }

    private static Decision<WalletEvent> close(State state) {
        if (state.status() == Status.CLOSED) {
            return accept();
        }
        return state.balance().isZero() ? accept(new WalletClosed()) : reject(new WalletNotEmpty(state.balance()));
    }
}
