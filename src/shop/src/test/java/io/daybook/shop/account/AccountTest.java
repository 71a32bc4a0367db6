package io.daybook.shop.account;

import static io.daybook.shop.value.Money.parse;

import io.daybook.shop.account.AccountCommand.*;
import io.daybook.shop.account.AccountEvent.*;
import io.daybook.shop.account.AccountRejection.*;
import io.daybook.shop.value.Money;
import io.daybook.testing.DeciderSpec;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final Money MOST = new Money(Money.CENTS_MAX);
    private static final AccountOpened OPENED = new AccountOpened("ada", parse("10"), "USD");
    private static final MoneyWithdrawn EMPTIED = new MoneyWithdrawn(parse("10"), Money.ZERO);

    private final DeciderSpec<AccountCommand, Account.State, AccountEvent> account = DeciderSpec.of(new Account());

    @Test
    void opening_records_owner_deposit_and_currency() {
        account.given().when(new Open("ada", parse("10"), "EUR")).then(new AccountOpened("ada", parse("10"), "EUR"));
    }

    @Test
    void an_account_is_opened_once() {
        account.given(OPENED).when(new Open("bob", Money.ZERO, "USD")).thenRejected(new AccountAlreadyOpen());
    }

    @Test
    void a_closed_account_is_not_opened_again() {
        account.given(OPENED, EMPTIED, new AccountClosed())
                .when(new Open("ada", Money.ZERO, "USD"))
                .thenRejected(new AccountAlreadyOpen());
    }

    @Test
    void a_deposit_raises_the_balance() {
        account.given(OPENED).when(new Deposit(parse("2.50"))).then(new MoneyDeposited(parse("2.50"), parse("12.50")));
    }

    @Test
    void a_deposit_beyond_18_digits_is_refused() {
        account.given(new AccountOpened("ada", MOST, "USD"))
                .when(new Deposit(new Money(1)))
                .thenRejected(new AmountOutOfRange(MOST, new Money(1)));
    }

    @Test
    void a_closed_account_takes_no_deposit() {
        account.given(OPENED, EMPTIED, new AccountClosed())
                .when(new Deposit(parse("1")))
                .thenRejected(new AccountIsClosed());
    }

    @Test
    void a_withdrawal_lowers_the_balance() {
        account.given(OPENED).when(new Withdraw(parse("0.01"))).then(new MoneyWithdrawn(parse("0.01"), parse("9.99")));
    }

    @Test
    void the_whole_balance_may_be_withdrawn() {
        account.given(OPENED).when(new Withdraw(parse("10"))).then(EMPTIED);
    }

    @Test
    void not_a_cent_more_than_the_balance_is_withdrawn() {
        account.given(OPENED)
                .when(new Withdraw(parse("10.01")))
                .thenRejected(new InsufficientFunds(parse("10"), parse("10.01")));
    }

    @Test
    void a_closed_account_gives_no_money() {
        account.given(OPENED, EMPTIED, new AccountClosed())
                .when(new Withdraw(parse("1")))
                .thenRejected(new AccountIsClosed());
    }

    @Test
    void an_empty_account_is_closed() {
        account.given(OPENED, EMPTIED).when(new Close()).then(new AccountClosed());
    }

    @Test
    void an_account_with_money_stays_open() {
        account.given(OPENED).when(new Close()).thenRejected(new BalanceNotZero(parse("10")));
    }

    @Test
    void closing_a_closed_account_changes_nothing() {
        account.given(OPENED, EMPTIED, new AccountClosed()).when(new Close()).thenNothing();
    }

    @Test
    void the_state_follows_the_events() {
        account.given(OPENED, new MoneyDeposited(parse("5"), parse("15")))
                .thenState(new Account.State(Account.Status.ACTIVE, "ada", parse("15")));
        account.given(OPENED, EMPTIED, new AccountClosed())
                .thenState(new Account.State(Account.Status.CLOSED, "ada", Money.ZERO));
    }
}
