package io.daybook.shop.gateway;

import io.daybook.shop.payment.GatewayFailedException;
import io.daybook.shop.payment.PaymentEvent.PaymentRequested;
import io.daybook.shop.payment.PaymentGateway;
import io.daybook.shop.value.Money;
import java.util.Map;
import java.util.function.Function;

/**
 * Stands in for a payment gateway. Its answer depends only on the payment's method, so it is the same after a restart
 * and in every process:
 *
 * <pre>
 * card-declined   declined: card_declined
 * card-flaky      fails twice for each order, then paid
 * card-silent     never answered; voided when that is asked for
 * card-late       not answered until it is to be voided; then it turns out to be paid
 * all others      paid
 * </pre>
 */
public final class PaymentSimulator implements PaymentGateway {
    private static final String DECLINED = "card-declined";
    private static final String FLAKY = "card-flaky";
    private static final String SILENT = "card-silent";
    private static final String LATE = "card-late";

    /** How often it fails for each order. Source: docs/http.md. */
    private static final int FAILURES_OF_FLAKY = 2;

    private final Function<String, PaymentRequested> requests;
    private final PaymentLedger ledger;
    private final Map<String, Integer> failures = new BoundedMap<>();

    /** @param requests what was requested, by order, because a void names only the order */
    public PaymentSimulator(Function<String, PaymentRequested> requests, PaymentLedger ledger) {
        this.requests = requests;
        this.ledger = ledger;
    }

    @Override
    public Charge charge(String idempotencyKey, String orderId, Money amount, String currency, String method) {
        return switch (method) {
            case DECLINED -> new Charge.Declined("card_declined");
            case SILENT, LATE -> new Charge.Pending();
            case FLAKY -> {
                failAtFirst(orderId);
                yield paid(idempotencyKey, orderId, amount);
            }
            default -> paid(idempotencyKey, orderId, amount);
        };
    }

    @Override
    public VoidAnswer voidCharge(String idempotencyKey, String orderId) {
        var request = requests.apply(orderId);
        return switch (request.method()) {
            case DECLINED, SILENT -> new VoidAnswer.Voided();
            case LATE -> {
                ledger.charged("late", orderId, request.amount());
                yield new VoidAnswer.AlreadyPaid(reference(orderId));
            }
            default -> new VoidAnswer.AlreadyPaid(reference(orderId));
        };
    }

    @Override
    public void refund(String idempotencyKey, String orderId, Money amount, String currency, String reference) {
        ledger.refunded(idempotencyKey, orderId, amount);
    }

    private Charge paid(String idempotencyKey, String orderId, Money amount) {
        ledger.charged(idempotencyKey, orderId, amount);
        return new Charge.Paid(reference(orderId));
    }

    private synchronized void failAtFirst(String orderId) {
        int sofar = failures.getOrDefault(orderId, 0);
        if (sofar < FAILURES_OF_FLAKY) {
            failures.put(orderId, sofar + 1);
            throw new GatewayFailedException("the simulated gateway fails for the " + FLAKY + " of " + orderId);
        }
    }

    private static String reference(String orderId) {
        return "simulated-" + orderId;
    }
}
