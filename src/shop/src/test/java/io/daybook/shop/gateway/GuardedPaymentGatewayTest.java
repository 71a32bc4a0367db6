package io.daybook.shop.gateway;

import static io.smallrye.faulttolerance.api.CircuitBreakerState.CLOSED;
import static io.smallrye.faulttolerance.api.CircuitBreakerState.HALF_OPEN;
import static io.smallrye.faulttolerance.api.CircuitBreakerState.OPEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.daybook.kernel.react.ReactorUnavailableException;
import io.daybook.shop.gateway.GuardedPaymentGateway.Patience;
import io.daybook.shop.payment.GatewayFailedException;
import io.daybook.shop.payment.PaymentEvent.PaymentRequested;
import io.daybook.shop.payment.PaymentGateway;
import io.daybook.shop.value.Money;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a failing, hanging or dead gateway comes to. */
final class GuardedPaymentGatewayTest {
    private static final Money AMOUNT = Money.parse("12.50");
    private static final Duration NEVER = Duration.ofHours(1);
    private static final PaymentGateway.Charge PAID = new PaymentGateway.Charge.Paid("ref");

    /** Answers each charge as the next of its scripted calls does. */
    private static final class Scripted implements PaymentGateway {
        private final List<String> keys = new ArrayList<>();
        private Call next = () -> PAID;

        private interface Call {
            Charge answer();
        }

        @Override
        public Charge charge(String idempotencyKey, String orderId, Money amount, String currency, String method) {
            keys.add(idempotencyKey);
            return next.answer();
        }

        @Override
        public VoidAnswer voidCharge(String idempotencyKey, String orderId) {
            keys.add(idempotencyKey);
            next.answer();
            return new VoidAnswer.Voided();
        }

        @Override
        public void refund(String idempotencyKey, String orderId, Money amount, String currency, String reference) {
            keys.add(idempotencyKey);
            next.answer();
        }
    }

    private final Scripted scripted = new Scripted();
    private final BlockingQueue<CircuitBreakerState> breaker = new LinkedBlockingQueue<>();

    @Test
    void the_flaky_card_succeeds_within_one_call() {
        var flaky = new PaymentSimulator(_ -> new PaymentRequested(AMOUNT, "EUR", "card-flaky"), new PaymentLedger());
        assertThat(new GuardedPaymentGateway(flaky, patience(NEVER, 20, NEVER))
                        .charge("k", "o1", AMOUNT, "EUR", "card-flaky"))
                .isEqualTo(new PaymentGateway.Charge.Paid("simulated-o1"));
    }

    @Test
    void every_attempt_has_the_same_key_and_after_the_last_the_gateway_is_unavailable() {
        scripted.next = GuardedPaymentGatewayTest::fail;
        var gateway = gateway(patience(NEVER, 20, NEVER));
        assertThatExceptionOfType(ReactorUnavailableException.class)
                .isThrownBy(() -> charge(gateway, "k1"))
                .withCauseInstanceOf(GatewayFailedException.class);
        assertThat(scripted.keys).containsExactly("k1", "k1", "k1");
    }

    @Test
    void voids_and_refunds_are_tried_again_too() {
        scripted.next = GuardedPaymentGatewayTest::fail;
        var gateway = gateway(patience(NEVER, 20, NEVER));
        assertThatExceptionOfType(ReactorUnavailableException.class).isThrownBy(() -> gateway.voidCharge("k1", "o1"));
        assertThatExceptionOfType(ReactorUnavailableException.class)
                .isThrownBy(() -> gateway.refund("k2", "o1", AMOUNT, "EUR", "back"));
        assertThat(scripted.keys).containsExactly("k1", "k1", "k1", "k2", "k2", "k2");
    }

    @Test
    void a_gateway_that_hangs_is_cut_off() {
        scripted.next = GuardedPaymentGatewayTest::hang;
        var gateway = gateway(patience(Duration.ofMillis(1), 20, NEVER));
        assertThatExceptionOfType(ReactorUnavailableException.class)
                .isThrownBy(() -> charge(gateway, "k1"))
                .withCauseInstanceOf(TimeoutException.class);
        assertThat(scripted.keys).hasSize(3);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void a_defect_is_not_tried_again() {
        scripted.next = () -> {
            throw new IllegalStateException("a defect");
        };
        var gateway = gateway(patience(NEVER, 20, NEVER));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> charge(gateway, "k1"));
        assertThat(scripted.keys).hasSize(1);
    }

    @Test
    void a_dead_gateway_is_given_a_rest() {
        scripted.next = GuardedPaymentGatewayTest::fail;
        var gateway = gateway(patience(NEVER, 4, NEVER));
        for (int n = 0; n < 4; n++) {
            assertThatExceptionOfType(ReactorUnavailableException.class).isThrownBy(() -> charge(gateway, "k1"));
        }
        assertThat(scripted.keys).as("attempts until the breaker opened").hasSize(4);
        assertThat(breaker).containsExactly(OPEN);
        assertThatExceptionOfType(ReactorUnavailableException.class)
                .isThrownBy(() -> charge(gateway, "k2"))
                .withCauseInstanceOf(CircuitBreakerOpenException.class);
        assertThat(scripted.keys).doesNotContain("k2");
    }

    @Test
    void after_its_rest_one_success_lets_everybody_through_again() throws Exception {
        scripted.next = GuardedPaymentGatewayTest::fail;
        var gateway = gateway(patience(NEVER, 3, Duration.ZERO));
        assertThatExceptionOfType(ReactorUnavailableException.class).isThrownBy(() -> charge(gateway, "k1"));
        // The end of the rest is told by a timer of the library, not by the next call.
        assertThat(nextState()).isEqualTo(OPEN);
        assertThat(nextState()).isEqualTo(HALF_OPEN);
        scripted.next = () -> PAID;
        assertThat(charge(gateway, "k2")).isEqualTo(PAID);
        assertThat(breaker).containsExactly(CLOSED);
        assertThat(charge(gateway, "k3")).isEqualTo(PAID);
    }

    private @Nullable CircuitBreakerState nextState() throws InterruptedException {
        return breaker.poll(1, TimeUnit.MINUTES);
    }

    private GuardedPaymentGateway gateway(Patience patience) {
        return new GuardedPaymentGateway(scripted, patience, breaker::add);
    }

    private static PaymentGateway.Charge charge(PaymentGateway gateway, String key) {
        return gateway.charge(key, "o1", AMOUNT, "EUR", "card");
    }

    /** Three attempts without a pause. */
    private static Patience patience(Duration attemptTimeout, int breakerAttempts, Duration breakerPause) {
        return new Patience(attemptTimeout, 3, Duration.ZERO, breakerAttempts, 0.75, breakerPause);
    }

    private static PaymentGateway.Charge fail() {
        throw new GatewayFailedException("no line");
    }

    private static PaymentGateway.Charge hang() {
        try {
            new CountDownLatch(1).await();
            throw new IllegalStateException("nobody counts down");
        } catch (InterruptedException e) {
            throw new GatewayFailedException("cut off");
        }
    }
}
