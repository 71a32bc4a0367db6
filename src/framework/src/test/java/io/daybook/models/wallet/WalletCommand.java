package io.daybook.models.wallet;

import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.decide.InvalidCommandException.Checks;
import java.util.List;
import java.util.Set;

/** Requests to one wallet. */
public sealed interface WalletCommand {
    Set<String> CURRENCIES = Set.of("EUR", "GBP", "USD");

    List<CommandType<? extends WalletCommand>> TYPES = List.of(
            CommandType.creating("open", Open.class).orElse("currency", "USD"),
            CommandType.of("fill", Fill.class),
            CommandType.of("spend", Spend.class),
            CommandType.of("close", Close.class));

    record Open(String owner, Coins content, String currency) implements WalletCommand {
        public Open {
            new Checks()
                    .length(owner, "owner", 1, 200)
                    .that(!content.isNegative(), "content", "must not be negative")
                    .that(CURRENCIES.contains(currency), "currency", "must be EUR, GBP or USD")
                    .done();
        }
    }

    record Fill(Coins amount) implements WalletCommand {
        public Fill {
            new Checks()
                    .that(amount.isPositive(), "amount", "must be greater than 0")
                    .done();
        }
    }

    record Spend(Coins amount) implements WalletCommand {
        public Spend {
            new Checks()
                    .that(amount.isPositive(), "amount", "must be greater than 0")
                    .done();
        }
    }

    record Close() implements WalletCommand {}
}
