package io.daybook.shop.account;

import static io.daybook.kernel.decide.Decision.accept;
import static io.daybook.kernel.decide.Decision.reject;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Decision;
import io.daybook.shop.account.AccountCommand.*;
import io.daybook.shop.account.AccountEvent.*;
import io.daybook.shop.account.AccountRejection.*;
import io.daybook.shop.value.Money;

/** A bank account. It is opened once, never overdrawn, and closed only when it is empty. */
public final class Account implements Decider<AccountCommand, Account.State, AccountEvent> {
    public static final Category<AccountCommand, State, AccountEvent> CATEGORY = Category.of(
                    "account", new Account(), AccountCommand.TYPES, AccountEvent.TYPES)
            .folded(2);

    /**
     * What the rules need to know.
     *
     * @param owner empty until it is opened
     */
    public record State(Status status, String owner, Money balance) {
        private State with(Money newBalance) {
            return new State(status, owner, newBalance);
        }
    }

    public enum Status {
        ABSENT,
        ACTIVE,
        CLOSED
    }

    @Override
    public State initial() {
        return new State(Status.ABSENT, "", Money.ZERO);
    }

    @Override
    public Decision<AccountEvent> decide(AccountCommand command, State state) {
        return switch (command) {
            case Open open -> open(open, state);
            case Deposit(var amount) -> deposit(amount, state);
            case Withdraw(var amount) -> withdraw(amount, state);
            case Close() -> close(state);
        };
    }

    @Override
    public State evolve(State state, AccountEvent event) {
        return switch (event) {
            case AccountOpened opened -> new State(Status.ACTIVE, opened.owner(), opened.initialDeposit());
            case MoneyDeposited deposited -> state.with(deposited.balance());
            case MoneyWithdrawn withdrawn -> state.with(withdrawn.balance());
            case AccountClosed() -> new State(Status.CLOSED, state.owner(), state.balance());
        };
    }

    private static Decision<AccountEvent> open(Open open, State state) {
        return state.status() == Status.ABSENT
                ? accept(new AccountOpened(open.owner(), open.initialDeposit(), open.currency()))
                : reject(new AccountAlreadyOpen());
    }

    private static Decision<AccountEvent> deposit(Money amount, State state) {
        if (state.status() != Status.ACTIVE) {
            return reject(new AccountIsClosed());
        }
        return state.balance()
                .plus(amount)
                .map(balance -> Decision.<AccountEvent>accept(new MoneyDeposited(amount, balance)))
                .orElseGet(() -> reject(new AmountOutOfRange(state.balance(), amount)));
    }

    private static Decision<AccountEvent> withdraw(Money amount, State state) {
        if (state.status() != Status.ACTIVE) {
            return reject(new AccountIsClosed());
        }
        return state.balance()
                .minus(amount)
                .filter(balance -> !balance.isNegative())
                .map(balance -> Decision.<AccountEvent>accept(new MoneyWithdrawn(amount, balance)))
                .orElseGet(() -> reject(new InsufficientFunds(state.balance(), amount)));
    }

    private static Decision<AccountEvent> close(State state) {
        if (state.status() == Status.CLOSED) {
            return accept();
        }
        return state.balance().isZero() ? accept(new AccountClosed()) : reject(new BalanceNotZero(state.balance()));
    }
}
