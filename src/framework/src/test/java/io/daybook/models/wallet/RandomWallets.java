package io.daybook.models.wallet;

import io.daybook.kernel.decide.Decision;
import io.daybook.models.wallet.WalletCommand.*;
import io.daybook.models.wallet.WalletEvent.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random wallets for property tests. */
public final class RandomWallets {
    private static final List<String> OWNERS = List.of("ada", "Zoë", "O'Neill \"\\", "李雷", "😀", "a\u0000b");

    private RandomWallets() {}

    public static WalletCommand anyCommand(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> new Open(OWNERS.get(random.nextInt(OWNERS.size())), new Coins(random.nextLong(1_000)), "USD");
            case 1, 2 -> new Fill(anyAmount(random));
            case 3 -> new Spend(anyAmount(random));
            default -> new Close();
        };
    }

    public static WalletEvent anyEvent(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new WalletOpened(OWNERS.get(random.nextInt(OWNERS.size())), anyAmount(random), "EUR");
            case 1 -> new CoinsFilled(anyAmount(random), anyAmount(random));
            case 2 -> new CoinsSpent(anyAmount(random), anyAmount(random));
            default -> new WalletClosed();
        };
    }

    /** A history that the rules allow; only a creating command begins it, as the command handler sees to. */
    public static List<WalletEvent> anyHistory(Random random, int commands) {
        var wallet = new Wallet();
        var state = wallet.initial();
        var history = new ArrayList<WalletEvent>();
        for (int i = 0; i < commands; i++) {
            var command = anyCommand(random);
            if ((!history.isEmpty() || Wallet.CATEGORY.creates(command))
                    && wallet.decide(command, state) instanceof Decision.Accepted<WalletEvent>(var events)) {
                for (var event : events) {
                    state = wallet.evolve(state, event);
                }
                history.addAll(events);
            }
        }
        return history;
    }

    /** Mostly small, so that balances are met exactly; sometimes as many as there can be. */
    private static Coins anyAmount(Random random) {
        return new Coins(random.nextInt(20) == 0 ? random.nextLong(1, Coins.CENTS_MAX + 1) : random.nextLong(1, 500));
    }
}
