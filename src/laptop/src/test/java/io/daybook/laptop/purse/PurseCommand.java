package io.daybook.laptop.purse;

import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.decide.InvalidCommandException.Checks;
import java.util.List;

/** Requests to one purse; amounts are in coins. */
public sealed interface PurseCommand {
    /** In one command; a purse can take far more of them than any test sends. */
    long AMOUNT_MAX = 1_000_000;

    List<CommandType<? extends PurseCommand>> TYPES = List.of(
            CommandType.creating("open", Open.class).orElse("currency", "USD"),
            CommandType.of("put", Put.class),
            CommandType.of("take", Take.class),
            CommandType.of("close", Close.class));

    record Open(String owner, long amount, String currency) implements PurseCommand {
        public Open {
            checked(amount, 0).length(owner, "owner", 1, 200).done();
        }
    }

    record Put(long amount) implements PurseCommand {
        public Put {
            checked(amount, 1).done();
        }
    }

    record Take(long amount) implements PurseCommand {
        public Take {
            checked(amount, 1).done();
        }
    }

    record Close() implements PurseCommand {}

    private static Checks checked(long amount, long min) {
        return new Checks()
                .that(
                        amount >= min && amount <= AMOUNT_MAX,
                        "amount",
                        "must be a whole number from " + min + " to " + AMOUNT_MAX);
    }
}
