package io.daybook.shop.fulfilment;

import static io.daybook.shop.fulfilment.OneOrder.*;
import static io.daybook.testing.SagaSpec.accepted;
import static io.daybook.testing.SagaSpec.notFound;
import static io.daybook.testing.SagaSpec.rejected;

import io.daybook.kernel.saga.Effect;
import io.daybook.shop.inventory.InventoryEvent.*;
import io.daybook.shop.order.OrderEvent.*;
import io.daybook.shop.payment.Payment;
import io.daybook.shop.payment.PaymentEvent.*;
import io.daybook.shop.payment.PaymentRejection.PaymentNotProcessed;
import org.junit.jupiter.api.Test;

/** How an order is undone: whatever the customer does, and whenever the money comes. */
final class CompensationTest {
    private final OneOrder order = new OneOrder();

    @Test
    void money_that_comes_when_all_is_over_is_refunded_once() {
        order.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED, DECLINED, P1_RELEASED, P2_RELEASED);
        order.given(accepted(cancelOrder("Payment failed: card_declined")));
        order.when(PAID).then(REFUND).thenStep("refunding").thenGoesOn();
        order.when(REFUNDED).thenNothing().thenStep("cancelled").thenComplete();
        order.when(PAID).thenNothing().thenStep("cancelled").thenComplete();
    }

    @Test
    void money_that_comes_during_the_compensation_is_refunded_before_the_order_is_cancelled() {
        order.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED, DECLINED);
        order.when(PAID).then(REFUND).thenStep("compensating").thenGoesOn();
        order.given(P1_RELEASED, P2_RELEASED);
        order.when(REFUNDED)
                .then(cancelOrder("Payment failed: card_declined"))
                .thenStep("cancelling")
                .thenGoesOn();
    }

    @Test
    void money_that_comes_while_the_order_is_being_cancelled_is_refunded() {
        var cancel = cancelOrder("Payment failed: card_declined");
        order.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED, DECLINED, P1_RELEASED, P2_RELEASED);
        order.when(PAID).then(REFUND).thenStep("cancelling").thenGoesOn();
        order.when(accepted(cancel)).thenNothing().thenStep("refunding").thenGoesOn();
        order.when(REFUNDED).thenNothing().thenStep("cancelled").thenComplete();
    }

    @Test
    void a_customer_who_cancels_while_stock_is_reserved_gets_it_released() {
        order.given(SUBMITTED, P1_RESERVED);
        order.when(ORDER_CANCELLED).thenNothing().thenStep("stopping").thenGoesOn();
        order.when(P2_RESERVED)
                .then(RELEASE_P1, RELEASE_P2)
                .thenStep("compensating")
                .thenGoesOn();
        order.when(P2_RELEASED).thenNothing().thenStep("compensating").thenGoesOn();
        order.when(P1_RELEASED).thenNothing().thenStep("cancelled").thenComplete();
    }

    @Test
    void a_customer_who_cancels_before_paying_does_not_pay() {
        order.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED);
        order.when(ORDER_CANCELLED)
                .then(CANCEL_PAYMENT, CANCEL_TIMER)
                .thenStep("cancelling-payment")
                .thenGoesOn();
        order.when(accepted(CANCEL_PAYMENT, new PaymentCancelled("Order cancelled")))
                .then(RELEASE_P1, RELEASE_P2)
                .thenStep("compensating")
                .thenGoesOn();
        order.when(TIMED_OUT).thenNothing().thenStep("compensating").thenGoesOn();
    }

    @Test
    void a_customer_who_cancels_when_the_money_is_taken_gets_it_back() {
        order.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED, ORDER_CANCELLED);
        order.when(rejected(CANCEL_PAYMENT, PAID_BEFORE))
                .then(REFUND, RELEASE_P1, RELEASE_P2)
                .thenStep("compensating")
                .thenGoesOn();
        order.when(PAID).thenNothing().thenStep("compensating").thenGoesOn();
        order.given(P1_RELEASED, P2_RELEASED);
        order.when(REFUNDED).thenNothing().thenStep("cancelled").thenComplete();
    }

    @Test
    void a_customer_who_cancels_while_a_late_payment_is_being_cancelled_gets_the_money_back() {
        order.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED, TIMED_OUT);
        order.when(ORDER_CANCELLED).thenNothing().thenStep("cancelling-payment").thenGoesOn();
        order.when(rejected(CANCEL_LATE_PAYMENT, PAID_BEFORE))
                .then(REFUND, RELEASE_P1, RELEASE_P2)
                .thenStep("compensating")
                .thenGoesOn();
    }

    @Test
    void a_customer_who_is_faster_than_the_shipment_gets_the_money_back() {
        order.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED, PAID);
        order.when(SHIP_REFUSED)
                .then(REFUND, RELEASE_P1, RELEASE_P2)
                .thenStep("compensating")
                .thenGoesOn();
        order.when(ORDER_CANCELLED).thenNothing().thenStep("compensating").thenGoesOn();
        order.given(REFUNDED, P1_RELEASED);
        order.when(P2_RELEASED).thenNothing().thenStep("cancelled").thenComplete();
    }

    @Test
    void the_event_of_a_faster_customer_waits_for_the_answer_to_the_shipment() {
        order.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED, PAID);
        order.when(ORDER_CANCELLED).thenNothing().thenStep("shipping").thenGoesOn();
        order.when(SHIP_REFUSED)
                .then(REFUND, RELEASE_P1, RELEASE_P2)
                .thenStep("compensating")
                .thenGoesOn();
    }

    @Test
    void a_shipment_that_is_refused_before_the_request_is_answered_waits_for_that_answer() {
        order.given(SUBMITTED, P1_RESERVED, P2_RESERVED, PAID);
        order.when(SHIP_REFUSED).thenNothing().thenStep("stopping").thenGoesOn();
        order.when(REQUESTED)
                .then(REFUND, RELEASE_P1, RELEASE_P2)
                .thenStep("compensating")
                .thenGoesOn();
    }

    @Test
    void what_cannot_be_refused_but_is_needs_a_person() {
        order.given(SUBMITTED, P1_RESERVED, P2_RESERVED, REQUESTED, PAID, SHIP_REFUSED);
        order.when(rejected(REFUND, new PaymentNotProcessed(Payment.Status.CANCELLED)))
                .then(new Effect.GiveUp("Refund of payment-o1 cannot be refused, but was: payment-not-processed: "
                        + "Only money that was taken can be refunded; this payment is cancelled."))
                .thenStep("compensating")
                .thenGoesOn();
        order.when(notFound(RELEASE_P1))
                .then(new Effect.GiveUp("Release of inventory-p1 cannot be refused, but was: it does not exist"))
                .thenStep("compensating")
                .thenGoesOn();
        order.when(P2_RELEASED).thenNothing().thenStep("compensating").thenGoesOn();
    }
}
