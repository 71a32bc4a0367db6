package io.daybook.shop.account;

import io.daybook.kernel.event.EventType;
import io.daybook.kernel.event.EventTypes;
import io.daybook.shop.value.Money;

/** Facts about one account. A storage format: add or upcast, never edit. */
public sealed interface AccountEvent {
    EventTypes<AccountEvent> TYPES = EventTypes.of(
            new EventType<>("AccountOpened", 1, AccountOpened.class),
            new EventType<>("MoneyDeposited", 1, MoneyDeposited.class),
            new EventType<>("MoneyWithdrawn", 1, MoneyWithdrawn.class),
            new EventType<>("AccountClosed", 1, AccountClosed.class));

    record AccountOpened(String owner, Money initialDeposit, String currency) implements AccountEvent {}

    /** @param balance after the deposit */
    record MoneyDeposited(Money amount, Money balance) implements AccountEvent {}

    /** @param balance after the withdrawal */
    record MoneyWithdrawn(Money amount, Money balance) implements AccountEvent {}

    record AccountClosed() implements AccountEvent {}
}
