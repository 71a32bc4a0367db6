package io.daybook.shop.fulfilment;

import static io.daybook.shop.fulfilment.OneOrder.*;
import static io.daybook.testing.SagaSpec.accepted;
import static io.daybook.testing.SagaSpec.notFound;
import static io.daybook.testing.SagaSpec.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.saga.Correlation;
import io.daybook.kernel.saga.Trigger;
import io.daybook.shop.inventory.InventoryEvent.*;
import io.daybook.shop.inventory.InventoryRejection.ProductAlreadyRegistered;
import io.daybook.shop.order.Order;
import io.daybook.shop.order.OrderEvent.*;
import io.daybook.shop.payment.Payment;
import io.daybook.shop.payment.PaymentEvent.*;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How an order is fulfilled, and what stops it, from trigger to trigger. */
final class FulfilmentTest {
    private final OneOrder order = new OneOrder();

    @Test
    void every_product_is_reserved_once_in_the_sum_of_its_lines() {
        order.when(SUBMITTED).then(RESERVE_P1, RESERVE_P2).thenStep("reserving").thenGoesOn();
    }

    @Test
    void an_order_that_meets_no_obstacle_is_completed() {
        order.given(SUBMITTED);
        order.when(P2_RESERVED).thenNothing().thenStep("reserving").thenGoesOn();
        order.when(P1_RESERVED).then(REQUEST, START_TIMER).thenStep("paying").thenGoesOn();
        order.when(REQUESTED).thenNothing().thenStep("paying").thenGoesOn();
        order.when(PAID).then(SHIP, CANCEL_TIMER).thenStep("shipping").thenGoesOn();
        order.when(accepted(SHIP, new OrderShipped()))
                .then(TAKE_P1, TAKE_P2)
                .thenStep("taking-stock")
                .thenGoesOn();
        order.when(accepted(TAKE_P1, new InventoryShipped("o1", 3)))
                .thenNothing()
                .thenStep("taking-stock")
                .thenGoesOn();
        order.when(accepted(TAKE_P2, new InventoryShipped("o1", 1)))
                .then(COMPLETE)
                .thenStep("completing")
                .thenGoesOn();
        order.when(accepted(COMPLETE, new OrderCompleted(TOTAL, "EUR")))
                .thenNothing()
                .thenStep("completed")
                .thenComplete();
    }

    @Test
    void a_payment_may_be_there_before_its_request_is_answered() {
        order.given(SUBMITTED, P1_RESERVED, P2_RESERVED);
        order.when(PAID).then(SHIP, CANCEL_TIMER).thenStep("shipping").thenGoesOn();
        order.when(REQUESTED).thenNothing().thenStep("shipping").thenGoesOn();
        order.when(accepted(SHIP, new OrderShipped()))
                .then(TAKE_P1, TAKE_P2)
                .thenStep("taking-stock")
                .thenGoesOn();
    }

    @Test
    void what_is_reserved_already_counts_as_reserved() {
        order.given(SUBMITTED, accepted(RESERVE_P1));
        order.when(accepted(RESERVE_P2))
                .then(REQUEST, START_TIMER)
                .thenStep("paying")
                .thenGoesOn();
    }

    static List<Trigger> missing() {
        return List.of(P2_MISSING, rejected(RESERVE_P2, new ProductAlreadyRegistered()), notFound(RESERVE_P2));
    }

    @ParameterizedTest
    @MethodSource("missing")
    void a_missing_product_waits_for_the_others_releases_them_and_cancels(Trigger missing) {
        var cancel = cancelOrder("Insufficient inventory");
        order.given(SUBMITTED);
        order.when(missing).thenNothing().thenStep("stopping").thenGoesOn();
        order.when(P1_RESERVED).then(RELEASE_P1).thenStep("compensating").thenGoesOn();
        order.when(P1_RELEASED).then(cancel).thenStep("cancelling").thenGoesOn();
        order.when(OneOrder.order(new OrderCancelled("Insufficient inventory")))
                .thenNothing()
                .thenStep("cancelling")
                .thenGoesOn();
        order.when(accepted(cancel, new OrderCancelled("Insufficient inventory")))
                .thenNothing()
                .thenStep("cancelled")
                .thenComplete();
    }

    @Test
    void nothing_is_released_where_nothing_is_reserved() {
        var missing = accepted(RESERVE_P1, new InventoryReservationFailed("o1", 3, 2));
        order.given(SUBMITTED, P2_MISSING);
        order.when(missing)
                .then(cancelOrder("Insufficient inventory"))
                .thenStep("cancelling")
                .thenGoesOn();
    }

    @Test
    void an_order_that_only_others_are_in_the_way_of_makes_way_and_comes_back_once_in_the_order_of_products() {
        order.given(SUBMITTED);
        order.when(P2_TAKEN).thenNothing().thenStep("making-way").thenGoesOn();
        order.when(P1_RESERVED).then(RELEASE_P1).thenStep("making-way").thenGoesOn();
        order.when(P1_RELEASED).then(START_STOCK_TIMER).thenStep("making-way").thenGoesOn();
        order.when(STOCK_DUE)
                .then(RESERVE_P1_AGAIN)
                .thenStep("reserving-singly")
                .thenGoesOn();
        order.when(accepted(RESERVE_P1_AGAIN, new InventoryReserved("o1", 3)))
                .then(RESERVE_P2_AGAIN)
                .thenStep("reserving-singly")
                .thenGoesOn();
        order.when(accepted(RESERVE_P2_AGAIN, new InventoryReserved("o1", 1)))
                .then(REQUEST, START_TIMER)
                .thenStep("paying")
                .thenGoesOn();
    }

    @Test
    void an_order_that_others_are_still_in_the_way_of_when_it_comes_back_is_given_up() {
        order.given(SUBMITTED, P2_TAKEN, P1_RESERVED, P1_RELEASED, STOCK_DUE);
        order.given(accepted(RESERVE_P1_AGAIN, new InventoryReserved("o1", 3)));
        order.when(accepted(RESERVE_P2_AGAIN, new InventoryReservationFailed("o1", 1, 0)))
                .then(RELEASE_P1)
                .thenStep("compensating")
                .thenGoesOn();
        order.when(P1_RELEASED)
                .then(cancelOrder("Insufficient inventory"))
                .thenStep("cancelling")
                .thenGoesOn();
    }

    @Test
    void an_order_that_makes_way_is_given_up_where_a_further_product_is_missing() {
        order.given(SUBMITTED, P2_TAKEN);
        order.when(accepted(RESERVE_P1, new InventoryReservationFailed("o1", 3, 2)))
                .then(cancelOrder("Insufficient inventory"), CANCEL_STOCK_TIMER)
                .thenStep("cancelling")
                .thenGoesOn();
    }

    @Test
    void an_order_that_is_cancelled_while_it_makes_way_does_not_come_back() {
        order.given(SUBMITTED, P2_TAKEN, P1_RESERVED, P1_RELEASED);
        order.when(ORDER_CANCELLED)
                .then(CANCEL_STOCK_TIMER)
                .thenStep("cancelled")
                .thenComplete();
    }

    @Test
    void a_failed_payment_releases_all_and_cancels() {
        var cancel = cancelOrder("Payment failed: card_declined");
        order.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED);
        order.when(DECLINED)
                .then(RELEASE_P1, RELEASE_P2, CANCEL_TIMER)
                .thenStep("compensating")
                .thenGoesOn();
        order.when(P1_RELEASED).thenNothing().thenStep("compensating").thenGoesOn();
        order.when(P2_RELEASED).then(cancel).thenStep("cancelling").thenGoesOn();
        order.when(accepted(cancel)).thenNothing().thenStep("cancelled").thenComplete();
        order.when(OneOrder.order(new OrderCancelled("Payment failed: card_declined")))
                .thenNothing()
                .thenStep("cancelled")
                .thenComplete();
    }

    @Test
    void a_payment_that_fails_before_its_request_is_answered_waits_for_that_answer() {
        order.given(SUBMITTED, P1_RESERVED, P2_RESERVED);
        order.when(DECLINED).then(CANCEL_TIMER).thenStep("stopping").thenGoesOn();
        order.when(REQUESTED)
                .then(RELEASE_P1, RELEASE_P2)
                .thenStep("compensating")
                .thenGoesOn();
    }

    @Test
    void a_payment_without_an_answer_is_cancelled_first() {
        order.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED);
        order.when(TIMED_OUT)
                .then(CANCEL_LATE_PAYMENT)
                .thenStep("cancelling-payment")
                .thenGoesOn();
        order.when(accepted(CANCEL_LATE_PAYMENT, new PaymentCancelled("Payment timed out")))
                .then(RELEASE_P1, RELEASE_P2)
                .thenStep("compensating")
                .thenGoesOn();
        order.given(P1_RELEASED);
        order.when(P2_RELEASED)
                .then(cancelOrder("Payment timed out"))
                .thenStep("cancelling")
                .thenGoesOn();
    }

    @Test
    void a_payment_that_had_no_time_to_be_requested_is_not_cancelled_before_it_was() {
        order.given(SUBMITTED, P1_RESERVED, P2_RESERVED);
        order.when(TIMED_OUT).thenNothing().thenStep("stopping").thenGoesOn();
        order.when(REQUESTED)
                .then(CANCEL_LATE_PAYMENT)
                .thenStep("cancelling-payment")
                .thenGoesOn();
    }

    @Test
    void a_payment_that_was_made_in_the_last_moment_is_taken() {
        order.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED, TIMED_OUT);
        order.when(rejected(CANCEL_LATE_PAYMENT, PAID_BEFORE))
                .then(SHIP)
                .thenStep("shipping")
                .thenGoesOn();
        order.when(PAID).thenNothing().thenStep("shipping").thenGoesOn();
    }

    @Test
    void the_event_of_a_payment_in_the_last_moment_waits_for_the_answer_to_its_cancellation() {
        order.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED, TIMED_OUT);
        order.when(PAID).thenNothing().thenStep("cancelling-payment").thenGoesOn();
        order.when(rejected(CANCEL_LATE_PAYMENT, PAID_BEFORE))
                .then(SHIP)
                .thenStep("shipping")
                .thenGoesOn();
    }

    @Test
    void a_payment_made_after_its_cancellation_is_refunded_even_if_its_event_comes_before_the_answer() {
        order.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED, TIMED_OUT, PAID);
        order.when(accepted(CANCEL_LATE_PAYMENT, new PaymentCancelled("Payment timed out")))
                .then(REFUND, RELEASE_P1, RELEASE_P2)
                .thenStep("compensating")
                .thenGoesOn();
    }

    @Test
    void a_payment_that_failed_while_it_was_being_cancelled_has_failed() {
        order.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED, TIMED_OUT, DECLINED);
        order.given(accepted(CANCEL_LATE_PAYMENT), P1_RELEASED);
        order.when(P2_RELEASED)
                .then(cancelOrder("Payment failed: card_declined"))
                .thenStep("cancelling")
                .thenGoesOn();
    }

    @Test
    void only_submitted_orders_start_it_and_only_what_concerns_it_wakes_it() {
        var saga = new Fulfilment(TIMEOUT);
        assertThat(saga.correlate(((Trigger.Happened) SUBMITTED).recorded())).isEqualTo(new Correlation.Starts("o1"));
        for (var trigger : List.of(ORDER_CANCELLED, PAID, DECLINED)) {
            assertThat(saga.correlate(((Trigger.Happened) trigger).recorded()))
                    .isEqualTo(new Correlation.Continues("o1"));
        }
        for (var trigger : List.of(
                OneOrder.order(new OrderCreated(null, "EUR")),
                OneOrder.order(new OrderShipped()),
                OneOrder.order(new OrderCompleted(TOTAL, "EUR")),
                OneOrder.payment(new PaymentRequested(TOTAL, "EUR", "card")),
                OneOrder.payment(new PaymentCancelled("")),
                OneOrder.payment(new PaymentRefunded(TOTAL, "EUR", "back")))) {
            assertThat(saga.correlate(((Trigger.Happened) trigger).recorded())).isEqualTo(new Correlation.None());
        }
        assertThat(saga.follows()).containsExactly(Order.CATEGORY, Payment.CATEGORY);
    }
}
