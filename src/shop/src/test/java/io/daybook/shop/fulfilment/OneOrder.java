package io.daybook.shop.fulfilment;

import static io.daybook.testing.SagaSpec.accepted;
import static io.daybook.testing.SagaSpec.due;
import static io.daybook.testing.SagaSpec.happened;
import static io.daybook.testing.SagaSpec.rejected;

import io.daybook.kernel.decide.Rejection;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.Trigger;
import io.daybook.shop.inventory.Inventory;
import io.daybook.shop.inventory.InventoryCommand;
import io.daybook.shop.inventory.InventoryEvent.*;
import io.daybook.shop.inventory.InventoryRejection.ReservedByOthers;
import io.daybook.shop.order.Order;
import io.daybook.shop.order.OrderCommand;
import io.daybook.shop.order.OrderEvent.*;
import io.daybook.shop.order.OrderLine;
import io.daybook.shop.order.OrderRejection.OrderNotSubmitted;
import io.daybook.shop.payment.Payment;
import io.daybook.shop.payment.PaymentCommand;
import io.daybook.shop.payment.PaymentEvent.*;
import io.daybook.shop.payment.PaymentRejection.PaymentAlreadyProcessed;
import io.daybook.shop.value.Money;
import io.daybook.testing.SagaSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The example that the tests share: the order o1 of 3 of p1 (on two lines) and 1 of p2, for 10.00 EUR. */
final class OneOrder {
    static final Money PRICE = Money.parse("2.50");
    static final Money TOTAL = Money.parse("10.00");
    static final Duration TIMEOUT = Duration.ofMinutes(15);

    static final Trigger SUBMITTED =
            order(new OrderSubmitted(List.of(line("p1", 1), line("p2", 1), line("p1", 2)), TOTAL, "EUR", "card", null));
    static final Trigger ORDER_CANCELLED = order(new OrderCancelled("changed my mind"));
    static final Trigger PAID = payment(new PaymentProcessed(TOTAL, "EUR", "ref"));
    static final Trigger DECLINED = payment(new PaymentFailed("card_declined"));
    static final Trigger TIMED_OUT = due("payment");

    static final Effect.Send<?> RESERVE_P1 = stock("p1", new InventoryCommand.TryReserve("o1", 3));
    static final Effect.Send<?> RESERVE_P2 = stock("p2", new InventoryCommand.TryReserve("o1", 1));
    static final Effect.Send<?> RESERVE_P1_AGAIN = stock("p1", new InventoryCommand.Reserve("o1", 3));
    static final Effect.Send<?> RESERVE_P2_AGAIN = stock("p2", new InventoryCommand.Reserve("o1", 1));
    static final Effect.Send<?> RELEASE_P1 = stock("p1", new InventoryCommand.Release("o1"));
    static final Effect.Send<?> RELEASE_P2 = stock("p2", new InventoryCommand.Release("o1"));
    static final Effect.Send<?> TAKE_P1 = stock("p1", new InventoryCommand.Ship("o1"));
    static final Effect.Send<?> TAKE_P2 = stock("p2", new InventoryCommand.Ship("o1"));
    static final Effect.Send<?> REQUEST = pay(new PaymentCommand.Request(TOTAL, "EUR", "card"));
    static final Effect.Send<?> CANCEL_LATE_PAYMENT = pay(new PaymentCommand.Cancel("Payment timed out"));
    static final Effect.Send<?> CANCEL_PAYMENT = pay(new PaymentCommand.Cancel("Order cancelled"));
    static final Effect.Send<?> REFUND = pay(new PaymentCommand.Refund("refund-o1"));
    static final Effect.Send<?> SHIP = send(new OrderCommand.Ship());
    static final Effect.Send<?> COMPLETE = send(new OrderCommand.Complete());
    static final Effect START_TIMER = new Effect.StartTimer("payment", TIMEOUT);
    static final Effect START_STOCK_TIMER = new Effect.StartTimer("stock", Duration.ofSeconds(5));
    static final Effect CANCEL_STOCK_TIMER = new Effect.CancelTimer("stock");
    static final Effect CANCEL_TIMER = new Effect.CancelTimer("payment");

    static final Trigger P1_RESERVED = accepted(RESERVE_P1, new InventoryReserved("o1", 3));
    static final Trigger P2_RESERVED = accepted(RESERVE_P2, new InventoryReserved("o1", 1));
    static final Trigger P2_MISSING = accepted(RESERVE_P2, new InventoryReservationFailed("o1", 1, 0));
    static final Trigger P2_TAKEN = rejected(RESERVE_P2, new ReservedByOthers(1, 0));
    static final Trigger STOCK_DUE = due("stock");
    static final Trigger REQUESTED = accepted(REQUEST, new PaymentRequested(TOTAL, "EUR", "card"));
    static final Trigger SHIP_REFUSED = rejected(SHIP, new OrderNotSubmitted(Order.Status.CANCELLED));
    static final Rejection PAID_BEFORE = new PaymentAlreadyProcessed("ref");
    static final Trigger P1_RELEASED = accepted(RELEASE_P1, new InventoryReleased("o1", 3));
    static final Trigger P2_RELEASED = accepted(RELEASE_P2, new InventoryReleased("o1", 1));
    static final Trigger REFUNDED = accepted(REFUND, new PaymentRefunded(TOTAL, "EUR", "refund-o1"));

    private final SagaSpec<FulfilmentState> spec = SagaSpec.of(new Fulfilment(TIMEOUT), "o1");
    private final List<Trigger> heard = new ArrayList<>();

    /** What happened to it, after what happened before. */
    void given(Trigger... triggers) {
        heard.addAll(List.of(triggers));
    }

    /** The next that happens to it. */
    SagaSpec<FulfilmentState>.Then when(Trigger trigger) {
        var then = spec.given(heard).when(trigger);
        heard.add(trigger);
        return then;
    }

    static Trigger order(Object event) {
        return happened("order-o1", event);
    }

    static Trigger payment(Object event) {
        return happened("payment-o1", event);
    }

    static Effect.Send<?> cancelOrder(String reason) {
        return send(new OrderCommand.Cancel(reason));
    }

    private static OrderLine line(String productId, long quantity) {
        return new OrderLine(productId, quantity, PRICE, PRICE.times(quantity).orElseThrow());
    }

    private static Effect.Send<?> stock(String productId, InventoryCommand command) {
        return new Effect.Send<>(Inventory.CATEGORY, productId, command);
    }

    private static Effect.Send<?> pay(PaymentCommand command) {
        return new Effect.Send<>(Payment.CATEGORY, "o1", command);
    }

    private static Effect.Send<?> send(OrderCommand command) {
        return new Effect.Send<>(Order.CATEGORY, "o1", command);
    }
}
