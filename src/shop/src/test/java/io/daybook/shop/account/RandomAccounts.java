package io.daybook.shop.account;

import io.daybook.kernel.decide.Decision;
import io.daybook.shop.account.AccountCommand.*;
import io.daybook.shop.account.AccountEvent.*;
import io.daybook.shop.value.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random accounts for property tests. */
public final class RandomAccounts {
    private static final List<String> OWNERS = List.of("ada", "Zoë", "O'Neill \"\\", "李雷", "😀", "a\u0000b");

    private RandomAccounts() {}

    public static AccountCommand anyCommand(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> new Open(OWNERS.get(random.nextInt(OWNERS.size())), new Money(random.nextLong(1_000)), "USD");
            case 1, 2 -> new Deposit(anyAmount(random));
            case 3 -> new Withdraw(anyAmount(random));
            default -> new Close();
        };
    }

    public static AccountEvent anyEvent(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new AccountOpened(OWNERS.get(random.nextInt(OWNERS.size())), anyAmount(random), "EUR");
            case 1 -> new MoneyDeposited(anyAmount(random), anyAmount(random));
            case 2 -> new MoneyWithdrawn(anyAmount(random), anyAmount(random));
            default -> new AccountClosed();
        };
    }

    /** A history that the rules allow; only a creating command begins it, as the command handler sees to. */
    public static List<AccountEvent> anyHistory(Random random, int commands) {
        var account = new Account();
        var state = account.initial();
        var history = new ArrayList<AccountEvent>();
        for (int i = 0; i < commands; i++) {
            var command = anyCommand(random);
            if ((!history.isEmpty() || Account.CATEGORY.creates(command))
                    && account.decide(command, state) instanceof Decision.Accepted<AccountEvent>(var events)) {
                for (var event : events) {
                    state = account.evolve(state, event);
                }
                history.addAll(events);
            }
        }
        return history;
    }

    /** Mostly small, so that balances are met exactly; sometimes as large as money gets. */
    private static Money anyAmount(Random random) {
        return new Money(random.nextInt(20) == 0 ? random.nextLong(1, Money.CENTS_MAX + 1) : random.nextLong(1, 500));
    }
}
