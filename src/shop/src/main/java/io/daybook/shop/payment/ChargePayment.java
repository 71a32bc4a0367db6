package io.daybook.shop.payment;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.react.Reactor;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.text.UserText;
import io.daybook.shop.payment.PaymentCommand.Fail;
import io.daybook.shop.payment.PaymentCommand.Succeed;
import io.daybook.shop.payment.PaymentEvent.*;
import io.daybook.shop.payment.PaymentGateway.Charge;
import io.daybook.shop.payment.PaymentGateway.VoidAnswer;
import java.util.Optional;

/**
 * Has the gateway do what a payment recorded, and sends its answer to the payment as a command. If a void comes too
 * late, the payment succeeds late, and the saga that gave it up refunds it.
 */
public final class ChargePayment implements Reactor<PaymentEvent> {
    private final PaymentGateway gateway;

    public ChargePayment(PaymentGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public String name() {
        return "payment-gateway";
    }

    @Override
    public Category<?, ?, PaymentEvent> follows() {
        return Payment.CATEGORY;
    }

    @Override
    public boolean concerns(PaymentEvent event) {
        return switch (event) {
            case PaymentRequested _, PaymentCancelled _, PaymentRefunded _ -> true;
            case PaymentProcessed _, PaymentFailed _ -> false;
        };
    }

    @Override
    public Optional<Effect.Send<?>> react(Recorded<PaymentEvent> recorded, String idempotencyKey) {
        var orderId = recorded.stream().id();
        return switch (recorded.event()) {
            case PaymentRequested requested -> charge(requested, orderId, idempotencyKey);
            case PaymentCancelled _ ->
                switch (gateway.voidCharge(idempotencyKey, orderId)) {
                    case VoidAnswer.Voided() -> Optional.empty();
                    case VoidAnswer.AlreadyPaid(var reference) -> send(orderId, new Succeed(reference));
                };
            case PaymentRefunded refunded -> {
                if (!refunded.amount().isZero()) {
                    gateway.refund(
                            idempotencyKey, orderId, refunded.amount(), refunded.currency(), refunded.reference());
                }
                yield Optional.empty();
            }
            case PaymentProcessed _, PaymentFailed _ -> Optional.empty();
        };
    }

    private Optional<Effect.Send<?>> charge(PaymentRequested requested, String orderId, String idempotencyKey) {
        if (requested.amount().isZero()) {
            return Optional.empty();
        }
        var charge =
                gateway.charge(idempotencyKey, orderId, requested.amount(), requested.currency(), requested.method());
        return switch (charge) {
            case Charge.Paid(var reference) -> send(orderId, new Succeed(reference));
            case Charge.Declined(var reason) -> send(orderId, new Fail(shortened(reason)));
            case Charge.Pending() -> Optional.empty();
        };
    }

    private static Optional<Effect.Send<?>> send(String orderId, PaymentCommand command) {
        return Optional.of(new Effect.Send<>(Payment.CATEGORY, orderId, command));
    }

    /** A gateway's text may be longer than a reason may be. */
    private static String shortened(String reason) {
        return UserText.first(PaymentCommand.REASON_LENGTH_MAX, reason);
    }
}
