package io.daybook.shop.account;

import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.decide.InvalidCommandException.Checks;
import io.daybook.shop.value.CurrencyCode;
import io.daybook.shop.value.Money;
import java.util.List;

/** Requests to one account. */
public sealed interface AccountCommand {
    List<CommandType<? extends AccountCommand>> TYPES = List.of(
            CommandType.creating("open", Open.class).orElse("currency", "USD"),
            CommandType.of("deposit", Deposit.class),
            CommandType.of("withdraw", Withdraw.class),
            CommandType.of("close", Close.class));

    record Open(String owner, Money initialDeposit, String currency) implements AccountCommand {
        public Open {
            new Checks()
                    .length(owner, "owner", 1, 200)
                    .that(!initialDeposit.isNegative(), "initialDeposit", "must not be negative")
                    .that(CurrencyCode.isKnown(currency), "currency", CurrencyCode.EXPECTED)
                    .done();
        }
    }

    record Deposit(Money amount) implements AccountCommand {
        public Deposit {
            new Checks()
                    .that(amount.isPositive(), "amount", "must be greater than 0")
                    .done();
        }
    }

    record Withdraw(Money amount) implements AccountCommand {
        public Withdraw {
            new Checks()
                    .that(amount.isPositive(), "amount", "must be greater than 0")
                    .done();
        }
    }

    record Close() implements AccountCommand {}
}
