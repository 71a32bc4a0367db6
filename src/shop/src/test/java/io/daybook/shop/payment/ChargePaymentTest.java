package io.daybook.shop.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.saga.Effect;
import io.daybook.shop.payment.PaymentCommand.Fail;
import io.daybook.shop.payment.PaymentCommand.Succeed;
import io.daybook.shop.payment.PaymentEvent.*;
import io.daybook.shop.payment.PaymentGateway.Charge;
import io.daybook.shop.payment.PaymentGateway.VoidAnswer;
import io.daybook.shop.value.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the gateway is asked to do, and what the payment is told. */
final class ChargePaymentTest {
    private static final Money AMOUNT = Money.parse("12.50");
    private static final PaymentRequested REQUESTED = new PaymentRequested(AMOUNT, "EUR", "card");

    private final Gateway gateway = new Gateway();
    private final ChargePayment reactor = new ChargePayment(gateway);

    @Test
    void a_requested_payment_is_charged() {
        gateway.charge = new Charge.Paid("ref-1");
        assertThat(react(REQUESTED)).isEqualTo(send(new Succeed("ref-1")));
        assertThat(gateway.calls).containsExactly("charge key o1 12.50 EUR card");
    }

    @Test
    void a_declined_charge_fails_the_payment() {
        gateway.charge = new Charge.Declined("card_declined");
        assertThat(react(REQUESTED)).isEqualTo(send(new Fail("card_declined")));
    }

    @Test
    void a_reason_longer_than_a_payment_keeps_is_cut() {
        gateway.charge = new Charge.Declined("€".repeat(1_000));
        assertThat(react(REQUESTED)).isEqualTo(send(new Fail("€".repeat(400))));
    }

    @Test
    void a_charge_that_is_not_decided_tells_nothing() {
        gateway.charge = new Charge.Pending();
        assertThat(react(REQUESTED)).isEmpty();
    }

    @Test
    void nothing_to_pay_does_not_concern_the_gateway() {
        assertThat(react(new PaymentRequested(Money.ZERO, "EUR", "card-declined")))
                .isEmpty();
        assertThat(react(new PaymentRefunded(Money.ZERO, "EUR", "back-1"))).isEmpty();
        assertThat(gateway.calls).isEmpty();
    }

    @Test
    void a_cancelled_payment_is_voided() {
        assertThat(react(new PaymentCancelled("Payment timed out"))).isEmpty();
        assertThat(gateway.calls).containsExactly("void key o1");
    }

    @Test
    void a_void_that_came_too_late_is_a_success_that_came_too_late() {
        gateway.voided = new VoidAnswer.AlreadyPaid("ref-1");
        assertThat(react(new PaymentCancelled("Payment timed out"))).isEqualTo(send(new Succeed("ref-1")));
    }

    @Test
    void a_refunded_payment_is_refunded() {
        assertThat(react(new PaymentRefunded(AMOUNT, "EUR", "back-1"))).isEmpty();
        assertThat(gateway.calls).containsExactly("refund key o1 12.50 EUR back-1");
    }

    @Test
    void what_the_gateway_said_does_not_concern_it_again() {
        assertThat(List.of(new PaymentProcessed(AMOUNT, "EUR", "ref-1"), new PaymentFailed("no")))
                .noneMatch(reactor::concerns);
        assertThat(List.of(REQUESTED, new PaymentCancelled(""), new PaymentRefunded(AMOUNT, "EUR", "back-1")))
                .allMatch(reactor::concerns);
    }

    private Optional<Effect.Send<?>> react(PaymentEvent event) {
        var metadata = new EventMetadata("c", "r", "c", null, Instant.EPOCH);
        return reactor.react(new Recorded<>(new StreamName("payment", "o1"), 1, "e", event, metadata), "key");
    }

    private static Optional<Effect.Send<?>> send(PaymentCommand command) {
        return Optional.of(new Effect.Send<>(Payment.CATEGORY, "o1", command));
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
