package io.daybook.domain.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.domain.inventory.Inventory;
import io.daybook.domain.inventory.InventoryCommand;
import io.daybook.domain.inventory.InventoryEvent.*;
import io.daybook.domain.order.Order;
import io.daybook.domain.order.OrderCommand;
import io.daybook.domain.order.OrderEvent.*;
import io.daybook.domain.order.OrderLine;
import io.daybook.domain.payment.Payment;
import io.daybook.domain.payment.PaymentCommand;
import io.daybook.domain.payment.PaymentEvent.*;
import io.daybook.domain.value.Money;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.saga.Correlation;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.Trigger;
import io.daybook.kernel.saga.Trigger.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way that an order can go, from trigger to trigger: 3 of p1 (on two lines) and 1 of p2, for 10.00 EUR. */
final class FulfilmentTest {
    private static final Money PRICE = Money.parse("2.50");
    private static final Money TOTAL = Money.parse("10.00");
    private static final Duration TIMEOUT = Duration.ofMinutes(15);

    private static final Trigger SUBMITTED =
            order(new OrderSubmitted(List.of(line("p1", 1), line("p2", 1), line("p1", 2)), TOTAL, "EUR", "card", null));
    private static final Trigger ORDER_CANCELLED = order(new OrderCancelled("changed my mind"));
    private static final Trigger PAID = payment(new PaymentProcessed(TOTAL, "EUR", "ref"));
    private static final Trigger DECLINED = payment(new PaymentFailed("card_declined"));
    private static final Trigger TIMED_OUT = new Trigger.TimerDue("payment");

    private static final Effect.Send<?> RESERVE_P1 = stock("p1", new InventoryCommand.Reserve("o1", 3));
    private static final Effect.Send<?> RESERVE_P2 = stock("p2", new InventoryCommand.Reserve("o1", 1));
    private static final Effect.Send<?> RELEASE_P1 = stock("p1", new InventoryCommand.Release("o1"));
    private static final Effect.Send<?> RELEASE_P2 = stock("p2", new InventoryCommand.Release("o1"));
    private static final Effect.Send<?> TAKE_P1 = stock("p1", new InventoryCommand.Ship("o1"));
    private static final Effect.Send<?> TAKE_P2 = stock("p2", new InventoryCommand.Ship("o1"));
    private static final Effect.Send<?> REQUEST = pay(new PaymentCommand.Request(TOTAL, "EUR", "card"));
    private static final Effect.Send<?> CANCEL_LATE_PAYMENT = pay(new PaymentCommand.Cancel("Payment timed out"));
    private static final Effect.Send<?> CANCEL_PAYMENT = pay(new PaymentCommand.Cancel("Order cancelled"));
    private static final Effect.Send<?> REFUND = pay(new PaymentCommand.Refund("refund-o1"));
    private static final Effect.Send<?> SHIP = send(new OrderCommand.Ship());
    private static final Effect.Send<?> COMPLETE = send(new OrderCommand.Complete());
    private static final Effect START_TIMER = new Effect.StartTimer("payment", TIMEOUT);
    private static final Effect CANCEL_TIMER = new Effect.CancelTimer("payment");

    private static final Trigger P1_RESERVED = accepted(RESERVE_P1, new InventoryReserved("o1", 3));
    private static final Trigger P2_RESERVED = accepted(RESERVE_P2, new InventoryReserved("o1", 1));
    private static final Trigger P2_MISSING = accepted(RESERVE_P2, new InventoryReservationFailed("o1", 1, 0));
    private static final Trigger REQUESTED = accepted(REQUEST, new PaymentRequested(TOTAL, "EUR", "card"));
    private static final Trigger SHIP_REFUSED = rejected(SHIP, "order-not-submitted");
    private static final Trigger P1_RELEASED = accepted(RELEASE_P1, new InventoryReleased("o1", 3));
    private static final Trigger P2_RELEASED = accepted(RELEASE_P2, new InventoryReleased("o1", 1));
    private static final Trigger REFUNDED = accepted(REFUND, new PaymentRefunded(TOTAL, "EUR", "refund-o1"));

    private final Story story = new Story(new Fulfilment(TIMEOUT));

    @Test
    void every_product_is_reserved_once_in_the_sum_of_its_lines() {
        story.when(SUBMITTED).then("reserving", RESERVE_P1, RESERVE_P2);
    }

    @Test
    void an_order_that_meets_no_obstacle_is_completed() {
        story.given(SUBMITTED);
        story.when(P2_RESERVED).then("reserving");
        story.when(P1_RESERVED).then("paying", REQUEST, START_TIMER);
        story.when(REQUESTED).then("paying");
        story.when(PAID).then("shipping", SHIP, CANCEL_TIMER);
        story.when(accepted(SHIP, new OrderShipped())).then("taking-stock", TAKE_P1, TAKE_P2);
        story.when(accepted(TAKE_P1, new InventoryShipped("o1", 3))).then("taking-stock");
        story.when(accepted(TAKE_P2, new InventoryShipped("o1", 1))).then("completing", COMPLETE);
        story.when(accepted(COMPLETE, new OrderCompleted(TOTAL, "EUR"))).thenComplete("completed");
    }

    @Test
    void a_payment_may_be_there_before_its_request_is_answered() {
        story.given(SUBMITTED, P1_RESERVED, P2_RESERVED);
        story.when(PAID).then("shipping", SHIP, CANCEL_TIMER);
        story.when(REQUESTED).then("shipping");
        story.when(accepted(SHIP, new OrderShipped())).then("taking-stock", TAKE_P1, TAKE_P2);
    }

    @Test
    void what_is_reserved_already_counts_as_reserved() {
        story.given(SUBMITTED, accepted(RESERVE_P1)).when(accepted(RESERVE_P2)).then("paying", REQUEST, START_TIMER);
    }

    static List<Trigger> missing() {
        return List.of(
                P2_MISSING, rejected(RESERVE_P2, "no"), new Trigger.Answered(sent(RESERVE_P2), new Answer.NotFound()));
    }

    @ParameterizedTest
    @MethodSource("missing")
    void a_missing_product_waits_for_the_others_releases_them_and_cancels(Trigger missing) {
        var cancel = cancelOrder("Insufficient inventory");
        story.given(SUBMITTED);
        story.when(missing).then("stopping");
        story.when(P1_RESERVED).then("compensating", RELEASE_P1);
        story.when(P1_RELEASED).then("cancelling", cancel);
        story.when(order(new OrderCancelled("Insufficient inventory"))).then("cancelling");
        story.when(accepted(cancel, new OrderCancelled("Insufficient inventory")))
                .thenComplete("cancelled");
    }

    @Test
    void nothing_is_released_where_nothing_is_reserved() {
        var missing = accepted(RESERVE_P1, new InventoryReservationFailed("o1", 3, 2));
        story.given(SUBMITTED, P2_MISSING).when(missing).then("cancelling", cancelOrder("Insufficient inventory"));
    }

    @Test
    void a_failed_payment_releases_all_and_cancels() {
        var cancel = cancelOrder("Payment failed: card_declined");
        story.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED);
        story.when(DECLINED).then("compensating", RELEASE_P1, RELEASE_P2, CANCEL_TIMER);
        story.when(P1_RELEASED).then("compensating");
        story.when(P2_RELEASED).then("cancelling", cancel);
        story.when(accepted(cancel)).thenComplete("cancelled");
        story.when(order(new OrderCancelled("Payment failed: card_declined"))).thenComplete("cancelled");
    }

    @Test
    void a_payment_that_fails_before_its_request_is_answered_waits_for_that_answer() {
        story.given(SUBMITTED, P1_RESERVED, P2_RESERVED);
        story.when(DECLINED).then("stopping", CANCEL_TIMER);
        story.when(REQUESTED).then("compensating", RELEASE_P1, RELEASE_P2);
    }

    @Test
    void a_payment_without_an_answer_is_cancelled_first() {
        story.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED);
        story.when(TIMED_OUT).then("cancelling-payment", CANCEL_LATE_PAYMENT);
        story.when(accepted(CANCEL_LATE_PAYMENT, new PaymentCancelled("Payment timed out")))
                .then("compensating", RELEASE_P1, RELEASE_P2);
        story.given(P1_RELEASED);
        story.when(P2_RELEASED).then("cancelling", cancelOrder("Payment timed out"));
    }

    @Test
    void a_payment_that_had_no_time_to_be_requested_is_not_cancelled_before_it_was() {
        story.given(SUBMITTED, P1_RESERVED, P2_RESERVED);
        story.when(TIMED_OUT).then("stopping");
        story.when(REQUESTED).then("cancelling-payment", CANCEL_LATE_PAYMENT);
    }

    @Test
    void a_payment_that_was_made_in_the_last_moment_is_taken() {
        story.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED, TIMED_OUT);
        story.when(rejected(CANCEL_LATE_PAYMENT, "payment-already-processed")).then("shipping", SHIP);
        story.when(PAID).then("shipping");
    }

    @Test
    void the_event_of_a_payment_in_the_last_moment_waits_for_the_answer_to_its_cancellation() {
        story.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED, TIMED_OUT);
        story.when(PAID).then("cancelling-payment");
        story.when(rejected(CANCEL_LATE_PAYMENT, "payment-already-processed")).then("shipping", SHIP);
    }

    @Test
    void a_payment_made_after_its_cancellation_is_refunded_even_if_its_event_comes_before_the_answer() {
        story.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED, TIMED_OUT, PAID);
        story.when(accepted(CANCEL_LATE_PAYMENT, new PaymentCancelled("Payment timed out")))
                .then("compensating", REFUND, RELEASE_P1, RELEASE_P2);
    }

    @Test
    void a_payment_that_failed_while_it_was_being_cancelled_has_failed() {
        story.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED, TIMED_OUT, DECLINED);
        story.given(accepted(CANCEL_LATE_PAYMENT), P1_RELEASED);
        story.when(P2_RELEASED).then("cancelling", cancelOrder("Payment failed: card_declined"));
    }

    @Test
    void money_that_comes_when_all_is_over_is_refunded_once() {
        story.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED, DECLINED, P1_RELEASED, P2_RELEASED);
        story.given(accepted(cancelOrder("Payment failed: card_declined")));
        story.when(PAID).then("refunding", REFUND);
        story.when(REFUNDED).thenComplete("cancelled");
        story.when(PAID).thenComplete("cancelled");
    }

    @Test
    void money_that_comes_during_the_compensation_is_refunded_before_the_order_is_cancelled() {
        story.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED, DECLINED);
        story.when(PAID).then("compensating", REFUND);
        story.given(P1_RELEASED, P2_RELEASED);
        story.when(REFUNDED).then("cancelling", cancelOrder("Payment failed: card_declined"));
    }

    @Test
    void money_that_comes_while_the_order_is_being_cancelled_is_refunded() {
        var cancel = cancelOrder("Payment failed: card_declined");
        story.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED, DECLINED, P1_RELEASED, P2_RELEASED);
        story.when(PAID).then("cancelling", REFUND);
        story.when(accepted(cancel)).then("refunding");
        story.when(REFUNDED).thenComplete("cancelled");
    }

    @Test
    void a_customer_who_cancels_while_stock_is_reserved_gets_it_released() {
        story.given(SUBMITTED, P1_RESERVED);
        story.when(ORDER_CANCELLED).then("stopping");
        story.when(P2_RESERVED).then("compensating", RELEASE_P1, RELEASE_P2);
        story.when(P2_RELEASED).then("compensating");
        story.when(P1_RELEASED).thenComplete("cancelled");
    }

    @Test
    void a_customer_who_cancels_before_paying_does_not_pay() {
        story.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED);
        story.when(ORDER_CANCELLED).then("cancelling-payment", CANCEL_PAYMENT, CANCEL_TIMER);
        story.when(accepted(CANCEL_PAYMENT, new PaymentCancelled("Order cancelled")))
                .then("compensating", RELEASE_P1, RELEASE_P2);
        story.when(TIMED_OUT).then("compensating");
    }

    @Test
    void a_customer_who_cancels_when_the_money_is_taken_gets_it_back() {
        story.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED, ORDER_CANCELLED);
        story.when(rejected(CANCEL_PAYMENT, "payment-already-processed"))
                .then("compensating", REFUND, RELEASE_P1, RELEASE_P2);
        story.when(PAID).then("compensating");
        story.given(P1_RELEASED, P2_RELEASED);
        story.when(REFUNDED).thenComplete("cancelled");
    }

    @Test
    void a_customer_who_cancels_while_a_late_payment_is_being_cancelled_gets_the_money_back() {
        story.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED, TIMED_OUT);
        story.when(ORDER_CANCELLED).then("cancelling-payment");
        story.when(rejected(CANCEL_LATE_PAYMENT, "payment-already-processed"))
                .then("compensating", REFUND, RELEASE_P1, RELEASE_P2);
    }

    @Test
    void a_customer_who_is_faster_than_the_shipment_gets_the_money_back() {
        story.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED, PAID);
        story.when(SHIP_REFUSED).then("compensating", REFUND, RELEASE_P1, RELEASE_P2);
        story.when(ORDER_CANCELLED).then("compensating");
        story.given(REFUNDED, P1_RELEASED);
        story.when(P2_RELEASED).thenComplete("cancelled");
    }

    @Test
    void the_event_of_a_faster_customer_waits_for_the_answer_to_the_shipment() {
        story.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED, PAID);
        story.when(ORDER_CANCELLED).then("shipping");
        story.when(SHIP_REFUSED).then("compensating", REFUND, RELEASE_P1, RELEASE_P2);
    }

    @Test
    void a_shipment_that_is_refused_before_the_request_is_answered_waits_for_that_answer() {
        story.given(SUBMITTED, P1_RESERVED, P2_RESERVED, PAID);
        story.when(SHIP_REFUSED).then("stopping");
        story.when(REQUESTED).then("compensating", REFUND, RELEASE_P1, RELEASE_P2);
    }

    @Test
    void what_cannot_be_refused_but_is_needs_a_person() {
        story.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED, PAID, SHIP_REFUSED);
        story.when(rejected(REFUND, "payment-not-processed"))
                .then(
                        "compensating",
                        new Effect.GiveUp(
                                "Refund of payment-o1 cannot be refused, but was: payment-not-processed: refused"));
        story.when(new Trigger.Answered(sent(RELEASE_P1), new Answer.NotFound()))
                .then(
                        "compensating",
                        new Effect.GiveUp("Release of inventory-p1 cannot be refused, but was: it does not exist"));
        story.when(P2_RELEASED).then("compensating");
    }

    @Test
    void only_submitted_orders_start_it_and_only_what_concerns_it_wakes_it() {
        var saga = new Fulfilment(TIMEOUT);
        assertThat(saga.correlate(recorded(SUBMITTED))).isEqualTo(new Correlation.Starts("o1"));
        for (var trigger : List.of(ORDER_CANCELLED, PAID, DECLINED)) {
            assertThat(saga.correlate(recorded(trigger))).isEqualTo(new Correlation.Continues("o1"));
        }
        for (var trigger : List.of(
                order(new OrderCreated(null, "EUR")),
                order(new OrderShipped()),
                order(new OrderCompleted(TOTAL, "EUR")),
                payment(new PaymentRequested(TOTAL, "EUR", "card")),
                payment(new PaymentCancelled("")),
                payment(new PaymentRefunded(TOTAL, "EUR", "back")))) {
            assertThat(saga.correlate(recorded(trigger))).isEqualTo(new Correlation.None());
        }
        assertThat(saga.follows()).containsExactly(Order.CATEGORY, Payment.CATEGORY);
    }

    private static OrderLine line(String productId, long quantity) {
        return new OrderLine(productId, quantity, PRICE, PRICE.times(quantity).orElseThrow());
    }

    private static Trigger order(Object event) {
        return happened("order", event);
    }

    private static Trigger payment(Object event) {
        return happened("payment", event);
    }

    private static Trigger happened(String category, Object event) {
        var metadata = new EventMetadata("c", "r", "c", null, Instant.parse("2026-11-23T08:00:00Z"));
        return new Trigger.Happened(new Recorded<>(new StreamName(category, "o1"), 1, "e", event, metadata));
    }

    private static Recorded<?> recorded(Trigger trigger) {
        return ((Trigger.Happened) trigger).recorded();
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

    private static Effect.Send<?> cancelOrder(String reason) {
        return send(new OrderCommand.Cancel(reason));
    }

    private static Trigger.Sent sent(Effect.Send<?> send) {
        return new Trigger.Sent(send.category().name(), send.id(), send.command());
    }

    private static Trigger accepted(Effect.Send<?> send, Object... events) {
        return new Trigger.Answered(sent(send), new Answer.Accepted(List.of(events)));
    }

    private static Trigger rejected(Effect.Send<?> send, String code) {
        return new Trigger.Answered(sent(send), new Answer.Rejected(code, "refused"));
    }

    /** One order, from its beginning. */
    private static final class Story {
        private final Fulfilment saga;
        private Fulfilment.State state;
        private List<Effect> effects = List.of();

        Story(Fulfilment saga) {
            this.saga = saga;
            this.state = saga.initial("o1");
        }

        Story given(Trigger... triggers) {
            for (var trigger : triggers) {
                when(trigger);
            }
            return this;
        }

        Story when(Trigger trigger) {
            var next = saga.react(state, trigger);
            state = next.state();
            effects = next.effects();
            return this;
        }

        void then(String step, Effect... expected) {
            assertThat(effects).containsExactly(expected);
            assertThat(saga.step(state)).isEqualTo(step);
            assertThat(saga.isComplete(state)).isFalse();
        }

        void thenComplete(String step) {
            assertThat(effects).isEmpty();
            assertThat(saga.step(state)).isEqualTo(step);
            assertThat(saga.isComplete(state)).isTrue();
        }
    }
}
