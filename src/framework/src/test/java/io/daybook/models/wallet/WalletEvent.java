package io.daybook.models.wallet;

import io.daybook.kernel.event.EventType;
import io.daybook.kernel.event.EventTypes;

/** Facts about one wallet. A storage format: add or upcast, never edit. */
public sealed interface WalletEvent {
    EventTypes<WalletEvent> TYPES = EventTypes.of(
            new EventType<>("WalletOpened", 1, WalletOpened.class),
            new EventType<>("CoinsFilled", 1, CoinsFilled.class),
            new EventType<>("CoinsSpent", 1, CoinsSpent.class),
            new EventType<>("WalletClosed", 1, WalletClosed.class));

    record WalletOpened(String owner, Coins content, String currency) implements WalletEvent {}

    /** @param balance after the fill */
    record CoinsFilled(Coins amount, Coins balance) implements WalletEvent {}

    /** @param balance after the spending */
    record CoinsSpent(Coins amount, Coins balance) implements WalletEvent {}

    record WalletClosed() implements WalletEvent {}
}
