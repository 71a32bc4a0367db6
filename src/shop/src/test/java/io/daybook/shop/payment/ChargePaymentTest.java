package io.daybook.shop.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.saga.Effect;
import io.daybook.shop.payment.PaymentCommand.Fail;
import io.daybook.shop.payment.PaymentCommand.Succeed;
import io.daybook.shop.payment.PaymentEvent.*;
import io.daybook.shop.payment.PaymentGateway.Charge;
import io.daybook.shop.payment.PaymentGateway.VoidAnswer;
import io.daybook.shop.value.Money;
import io.daybook.testing.ReactorSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the gateway is asked to do, and what the payment is told. */
final class ChargePaymentTest {
    private static final String STREAM = "payment-o1";
    private static final Money AMOUNT = Money.parse("12.50");
    private static final PaymentRequested REQUESTED = new PaymentRequested(AMOUNT, "EUR", "card");

    private final Gateway gateway = new Gateway();
    private final ReactorSpec<PaymentEvent> payment = ReactorSpec.of(new ChargePayment(gateway));

    @Test
    void a_requested_payment_is_charged() {
        gateway.charge = new Charge.Paid("ref-1");
        payment.when(STREAM, REQUESTED).thenTells(send(new Succeed("ref-1")));
        assertThat(gateway.calls).containsExactly("charge key o1 12.50 EUR card");
    }

    @Test
    void a_declined_charge_fails_the_payment() {
        gateway.charge = new Charge.Declined("card_declined");
        payment.when(STREAM, REQUESTED).thenTells(send(new Fail("card_declined")));
    }

    @Test
    void a_reason_longer_than_a_payment_keeps_is_cut() {
        gateway.charge = new Charge.Declined("€".repeat(1_000));
        payment.when(STREAM, REQUESTED).thenTells(send(new Fail("€".repeat(400))));
    }

    @Test
    void a_charge_that_is_not_decided_tells_nothing() {
        gateway.charge = new Charge.Pending();
        payment.when(STREAM, REQUESTED).thenTellsNothing();
    }

    @Test
    void nothing_to_pay_does_not_concern_the_gateway() {
        payment.when(STREAM, new PaymentRequested(Money.ZERO, "EUR", "card-declined"))
                .thenTellsNothing();
        payment.when(STREAM, new PaymentRefunded(Money.ZERO, "EUR", "back-1")).thenTellsNothing();
        assertThat(gateway.calls).isEmpty();
    }

    @Test
    void a_cancelled_payment_is_voided() {
        payment.when(STREAM, new PaymentCancelled("Payment timed out")).thenTellsNothing();
        assertThat(gateway.calls).containsExactly("void key o1");
    }

    @Test
    void a_void_that_came_too_late_is_a_success_that_came_too_late() {
        gateway.voided = new VoidAnswer.AlreadyPaid("ref-1");
        payment.when(STREAM, new PaymentCancelled("Payment timed out")).thenTells(send(new Succeed("ref-1")));
    }

    @Test
    void a_refunded_payment_is_refunded() {
        payment.when(STREAM, new PaymentRefunded(AMOUNT, "EUR", "back-1")).thenTellsNothing();
        assertThat(gateway.calls).containsExactly("refund key o1 12.50 EUR back-1");
    }

    @Test
    void what_the_gateway_said_does_not_concern_it_again() {
        payment.when(STREAM, new PaymentProcessed(AMOUNT, "EUR", "ref-1")).thenIsOfNoConcern();
        payment.when(STREAM, new PaymentFailed("no")).thenIsOfNoConcern();
        assertThat(gateway.calls).isEmpty();
    }

    private static Effect.Send<?> send(PaymentCommand command) {
        return new Effect.Send<>(Payment.CATEGORY, "o1", command);
    }

    /** Answers what it is told to. */
    private static final class Gateway implements PaymentGateway {
        private final List<String> calls = new ArrayList<>();
        private Charge charge = new Charge.Pending();
        private VoidAnswer voided = new VoidAnswer.Voided();

        @Override
        public Charge charge(String idempotencyKey, String orderId, Money amount, String currency, String method) {
            calls.add(String.join(" ", "charge", idempotencyKey, orderId, amount.toString(), currency, method));
            return charge;
        }

        @Override
        public VoidAnswer voidCharge(String idempotencyKey, String orderId) {
            calls.add(String.join(" ", "void", idempotencyKey, orderId));
            return voided;
        }

        @Override
        public void refund(String idempotencyKey, String orderId, Money amount, String currency, String reference) {
            calls.add(String.join(" ", "refund", idempotencyKey, orderId, amount.toString(), currency, reference));
        }
    }
}
