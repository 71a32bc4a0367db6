package io.daybook.shop.account;

import static io.daybook.shop.Folds.fold;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.shop.Folds;
import io.daybook.shop.account.AccountEvent.*;
import io.daybook.shop.value.Money;
import io.daybook.testtools.ForAll;
import org.junit.jupiter.api.Test;

class AccountPropertiesTest {
    private final Account account = new Account();

    @Test
    void an_account_is_never_overdrawn() {
        ForAll.seeds(random -> {
            var state = account.initial();
            for (var event : RandomAccounts.anyHistory(random, 40)) {
                state = account.evolve(state, event);
                assertThat(state.balance().isNegative()).isFalse();
            }
        });
    }

    @Test
    void the_balance_is_what_came_in_less_what_went_out() {
        ForAll.seeds(random -> {
            var history = RandomAccounts.anyHistory(random, 40);
            long cents = 0;
            for (var event : history) {
                cents += switch (event) {
                    case AccountOpened opened -> opened.initialDeposit().cents();
                    case MoneyDeposited deposited -> deposited.amount().cents();
                    case MoneyWithdrawn withdrawn -> -withdrawn.amount().cents();
                    case AccountClosed() -> 0;
                };
            }
            assertThat(fold(account, account.initial(), history).balance()).isEqualTo(new Money(cents));
        });
    }

    @Test
    void nothing_happens_before_an_account_is_opened_or_after_it_is_closed() {
        ForAll.seeds(random -> {
            var history = RandomAccounts.anyHistory(random, 40);
            if (!history.isEmpty()) {
                assertThat(history.getFirst()).isInstanceOf(AccountOpened.class);
                assertThat(history.subList(0, history.size() - 1)).doesNotContain(new AccountClosed());
            }
        });
    }

    @Test
    void folding_in_parts_equals_folding_at_once() {
        ForAll.seeds(
                random -> Folds.inPartsEqualsAtOnce(Account.CATEGORY, RandomAccounts.anyHistory(random, 40), random));
    }
}
