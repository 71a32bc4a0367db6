package io.daybook.models.wallet;

import io.daybook.kernel.schema.EventType;
import io.daybook.kernel.schema.EventTypes;

/** Facts about one wallet. A storage format: add or upcast, never edit. */
public sealed interface WalletEvent {
    EventTypes<WalletEvent> TYPES = EventTypes.of(
            EventType.of("WalletOpened", WalletOpened.class),
            EventType.of("CoinsFilled", CoinsFilled.class),
            EventType.of("CoinsSpent", CoinsSpent.class),
            EventType.of("WalletClosed", WalletClosed.class));

    record WalletOpened(String owner, Coins content, String currency) implements WalletEvent {}

    /** @param balance after the fill */
    record CoinsFilled(Coins amount, Coins balance) implements WalletEvent {}

    /** @param balance after the spending */
    record CoinsSpent(Coins amount, Coins balance) implements WalletEvent {}

    record WalletClosed() implements WalletEvent {}
}
