package io.daybook.shop.gateway;

import io.daybook.kernel.react.ReactorUnavailableException;
import io.daybook.shop.payment.GatewayFailedException;
import io.daybook.shop.payment.PaymentGateway;
import io.daybook.shop.value.Money;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * Calls a gateway with a time-out, a few attempts with random pauses between them, and a circuit breaker. If these do
 * not help, the gateway counts as unavailable, and the event is delivered again. Every attempt counts for the breaker.
 * All kinds of calls share it, since they go to one gateway.
 */
public final class GuardedPaymentGateway implements PaymentGateway {
    private final PaymentGateway gateway;
    private final Guard guard;

    /**
     * How long and how often to try.
     *
     * @param attemptTimeout after which an attempt is interrupted
     * @param attemptsMax of one call
     * @param pauseMax before a further attempt: at random up to this
     * @param breakerAttempts how many of the newest attempts the breaker looks at; it does not open before that many
     * @param breakerRatio 0..1, the share of them that must have failed for the breaker to open
     * @param breakerPause how long it stays open before it lets one attempt through
     */
    public record Patience(
            Duration attemptTimeout,
            int attemptsMax,
            Duration pauseMax,
            int breakerAttempts,
            double breakerRatio,
            Duration breakerPause) {}

    public GuardedPaymentGateway(PaymentGateway gateway, Patience patience) {
        this(gateway, patience, state -> {});
    }

    GuardedPaymentGateway(PaymentGateway gateway, Patience patience, Consumer<CircuitBreakerState> breakerStates) {
        this.gateway = gateway;
        this.guard = guard(patience, breakerStates);
    }

    private static Guard guard(Patience patience, Consumer<CircuitBreakerState> breakerStates) {
        long halfPauseMillis = patience.pauseMax().toMillis() / 2;
        return Guard.create()
                .withDescription("payment gateway")
                .withTimeout()
                .duration(patience.attemptTimeout().toMillis(), ChronoUnit.MILLIS)
                .done()
                .withCircuitBreaker()
                .failOn(List.of(GatewayFailedException.class, TimeoutException.class))
                .requestVolumeThreshold(patience.breakerAttempts())
                .failureRatio(patience.breakerRatio())
                .delay(patience.breakerPause().toMillis(), ChronoUnit.MILLIS)
                .onStateChange(breakerStates)
                .done()
                .withRetry()
                .maxRetries(patience.attemptsMax() - 1)
                // The library adds or subtracts the jitter: the pause is between nothing and twice the delay.
                .delay(halfPauseMillis, ChronoUnit.MILLIS)
                .jitter(halfPauseMillis, ChronoUnit.MILLIS)
                .retryOn(List.of(GatewayFailedException.class, TimeoutException.class))
                .done()
                .build();
    }

    @Override
    public Charge charge(String idempotencyKey, String orderId, Money amount, String currency, String method) {
        return guarded(() -> gateway.charge(idempotencyKey, orderId, amount, currency, method), Charge.class);
    }

    @Override
    public VoidAnswer voidCharge(String idempotencyKey, String orderId) {
        return guarded(() -> gateway.voidCharge(idempotencyKey, orderId), VoidAnswer.class);
    }

    @Override
    public void refund(String idempotencyKey, String orderId, Money amount, String currency, String reference) {
        guarded(
                () -> {
                    gateway.refund(idempotencyKey, orderId, amount, currency, reference);
                    return true;
                },
                Boolean.class);
    }

    private <T> T guarded(Supplier<T> call, Class<T> answer) {
        try {
            return guard.get(call, answer);
        } catch (GatewayFailedException | TimeoutException | CircuitBreakerOpenException e) {
            throw new ReactorUnavailableException("the payment gateway fails or hangs, or the breaker is open", e);
        }
    }
}
