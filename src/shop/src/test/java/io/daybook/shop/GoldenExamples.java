package io.daybook.shop;

import static java.util.Map.entry;

import io.daybook.shop.account.AccountEvent.*;
import io.daybook.shop.inventory.InventoryEvent.*;
import io.daybook.shop.order.OrderEvent.*;
import io.daybook.shop.order.OrderLine;
import io.daybook.shop.payment.PaymentEvent.*;
import io.daybook.shop.user.UserEvent.*;
import io.daybook.shop.value.Address;
import io.daybook.shop.value.Money;
import java.util.List;
import java.util.Map;

/** What each golden file means today. The files are never changed; this follows the code. */
final class GoldenExamples {
    private static final Address ADDRESS = new Address("1 Main St", "Springfield", "12345", "US");

    private static final List<OrderLine> LINES = List.of(
            new OrderLine("lamp", 2, money("2.50"), money("5.00")),
            new OrderLine("85123A", 1_000_000_000, Money.ZERO, Money.ZERO));

    /** By the file's name without its ending. */
    static final Map<String, Object> BY_FILE = Map.ofEntries(
            entry("AccountOpened.1", new AccountOpened("Ada Lovelace", money("12.50"), "USD")),
            entry("MoneyDeposited.1", new MoneyDeposited(money("0.05"), money("12.55"))),
            entry("MoneyWithdrawn.1", new MoneyWithdrawn(money("12.55"), Money.ZERO)),
            entry("AccountClosed.1", new AccountClosed()),
            entry("UserRegistered.1", new UserRegistered("Ada@example.org", "Ada Lovelace", "unknown")),
            entry("UserRegistered.2", new UserRegistered("Ada@example.org", "Ada Lovelace", "web")),
            entry("UserEmailChanged.1", new UserEmailChanged("ada+news@example.org")),
            entry("UserNameChanged.1", new UserNameChanged("Zoë 😀")),
            entry("UserAddressChanged.1", new UserAddressChanged("1 Main St", "Springfield", "12345", "US")),
            entry("UserActivated.1", new UserActivated("Ada@example.org")),
            entry("UserDeactivated.1", new UserDeactivated("Ada@example.org")),
            entry("ProductRegistered.1", new ProductRegistered("WHITE METAL LANTERN", 10)),
            entry("StockReceived.1", new StockReceived(1_000_000_000)),
            entry("InventoryReserved.1", new InventoryReserved("o1", 4)),
            entry("InventoryReservationFailed.1", new InventoryReservationFailed("o1", 1_000_000_000_000L, 6)),
            entry("InventoryReleased.1", new InventoryReleased("o1", 4)),
            entry("InventoryShipped.1", new InventoryShipped("o1", 4)),
            entry("OrderCreated.1", new OrderCreated("17850", "GBP")),
            entry("OrderCreated.1.nobody-known", new OrderCreated(null, "GBP")),
            entry("ItemAdded.1", new ItemAdded("lamp", 2, money("2.50"))),
            entry("ItemRemoved.1", new ItemRemoved("lamp", money("2.50"))),
            entry("ItemRemoved.1.at-any-price", new ItemRemoved("lamp", null)),
            entry("OrderSubmitted.1", new OrderSubmitted(LINES, money("5.00"), "GBP", "card", ADDRESS)),
            entry("OrderSubmitted.1.without-address", new OrderSubmitted(LINES, money("5.00"), "GBP", "card", null)),
            entry("OrderCancelled.1", new OrderCancelled("Payment failed: card_declined")),
            entry("OrderShipped.1", new OrderShipped()),
            entry("OrderCompleted.1", new OrderCompleted(money("5.00"), "GBP")),
            entry("PaymentRequested.1", new PaymentRequested(new Money(Money.CENTS_MAX), "JPY", "card")),
            entry("PaymentProcessed.1", new PaymentProcessed(money("5.00"), "GBP", "ref-1")),
            entry("PaymentFailed.1", new PaymentFailed("card_declined")),
            entry("PaymentCancelled.1", new PaymentCancelled("Payment timed out")),
            entry("PaymentRefunded.1", new PaymentRefunded(money("5.00"), "GBP", "back-1")));

    private GoldenExamples() {}

    private static Money money(String text) {
        return Money.parse(text);
    }
}
