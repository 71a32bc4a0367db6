package io.daybook.shop.account;

import io.daybook.kernel.schema.EventType;
import io.daybook.kernel.schema.EventTypes;
import io.daybook.shop.value.Money;

/** Facts about one account. A storage format: add or upcast, never edit. */
public sealed interface AccountEvent {
    EventTypes<AccountEvent> TYPES = EventTypes.of(
            EventType.of("AccountOpened", AccountOpened.class),
            EventType.of("MoneyDeposited", MoneyDeposited.class),
            EventType.of("MoneyWithdrawn", MoneyWithdrawn.class),
            EventType.of("AccountClosed", AccountClosed.class));

    record AccountOpened(String owner, Money initialDeposit, String currency) implements AccountEvent {}

    /** @param balance after the deposit */
    record MoneyDeposited(Money amount, Money balance) implements AccountEvent {}

    /** @param balance after the withdrawal */
    record MoneyWithdrawn(Money amount, Money balance) implements AccountEvent {}

    record AccountClosed() implements AccountEvent {}
}
