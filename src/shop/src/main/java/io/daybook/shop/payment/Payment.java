package io.daybook.shop.payment;

import static io.daybook.kernel.decide.Decision.accept;
import static io.daybook.kernel.decide.Decision.reject;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Decision;
import io.daybook.shop.payment.PaymentCommand.*;
import io.daybook.shop.payment.PaymentEvent.*;
import io.daybook.shop.payment.PaymentRejection.*;
import io.daybook.shop.value.Money;
import java.util.Locale;

/**
 * The payment of one order; it has the order's id. Money is taken at most once, and can be given back.
 *
 * <pre>
 * command   requested   processed           failed      cancelled   refunded
 * succeed   processed   same ref: nothing   processed   processed   same ref: nothing
 * fail      failed      already-processed   nothing     nothing     already-processed
 * cancel    cancelled   already-processed   nothing     nothing     nothing
 * refund    not-proc.   refunded            not-proc.   not-proc.   nothing
 * </pre>
 *
 * <p>A success that arrives after the payment failed or was cancelled is still recorded, because the money has left the
 * customer's account: the saga that gave the payment up sees {@code PaymentProcessed} and refunds it. To give a payment
 * up, the saga cancels it first. Either that is recorded, and a later success will be seen; or it is rejected with
 * {@code payment-already-processed}, and a refund is due. A second success with another reference would be a second
 * charge, and is rejected.
 *
 * <p>If there is nothing to pay, the request succeeds at once, without the gateway.
 */
public final class Payment implements Decider<PaymentCommand, Payment.State, PaymentEvent> {
    public static final Category<PaymentCommand, State, PaymentEvent> CATEGORY =
            Category.of("payment", new Payment(), PaymentCommand.TYPES, PaymentEvent.TYPES);

    /** The reference of a payment that was made without the gateway. */
    private static final String NOTHING_TO_PAY = "nothing-to-pay";

    /**
     * What the rules need to know.
     *
     * @param reference of the money that was taken, also after it was refunded; empty if none was taken
     */
    public record State(Status status, Money amount, String currency, String reference) {
        private State with(Status newStatus) {
            return new State(newStatus, amount, currency, reference);
        }
    }

    public enum Status {
        ABSENT,
        REQUESTED,
        PROCESSED,
        FAILED,
        CANCELLED,
        REFUNDED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public State initial() {
        return new State(Status.ABSENT, Money.ZERO, "", "");
    }

    @Override
    public Decision<PaymentEvent> decide(PaymentCommand command, State state) {
        return switch (command) {
            case Request request -> request(request, state);
            case Succeed(var reference) -> succeed(reference, state);
            case Fail(var reason) -> fail(reason, state);
            case Cancel(var reason) -> cancel(reason, state);
            case Refund(var reference) -> refund(reference, state);
        };
    }

    @Override
    public State evolve(State state, PaymentEvent event) {
        return switch (event) {
            case PaymentRequested requested ->
                new State(Status.REQUESTED, requested.amount(), requested.currency(), "");
            case PaymentProcessed processed ->
                new State(Status.PROCESSED, state.amount(), state.currency(), processed.reference());
            case PaymentFailed _ -> state.with(Status.FAILED);
            case PaymentCancelled _ -> state.with(Status.CANCELLED);
            case PaymentRefunded _ -> state.with(Status.REFUNDED);
        };
    }

    private static Decision<PaymentEvent> request(Request request, State state) {
        if (state.status() != Status.ABSENT) {
            return reject(new PaymentAlreadyRequested());
        }
        var requested = new PaymentRequested(request.amount(), request.currency(), request.method());
        return request.amount().isZero()
                ? accept(requested, new PaymentProcessed(request.amount(), request.currency(), NOTHING_TO_PAY))
                : accept(requested);
    }

    private static Decision<PaymentEvent> succeed(String reference, State state) {
        return switch (state.status()) {
            case ABSENT, REQUESTED, FAILED, CANCELLED ->
                accept(new PaymentProcessed(state.amount(), state.currency(), reference));
            case PROCESSED, REFUNDED ->
                reference.equals(state.reference()) ? accept() : reject(new PaymentAlreadyProcessed(state.reference()));
        };
    }

    private static Decision<PaymentEvent> fail(String reason, State state) {
        return switch (state.status()) {
            case ABSENT, REQUESTED -> accept(new PaymentFailed(reason));
            case FAILED, CANCELLED -> accept();
            case PROCESSED, REFUNDED -> reject(new PaymentAlreadyProcessed(state.reference()));
        };
    }

    private static Decision<PaymentEvent> cancel(String reason, State state) {
        return switch (state.status()) {
            case ABSENT, REQUESTED -> accept(new PaymentCancelled(reason));
            case FAILED, CANCELLED, REFUNDED -> accept();
            case PROCESSED -> reject(new PaymentAlreadyProcessed(state.reference()));
        };
    }

    private static Decision<PaymentEvent> refund(String reference, State state) {
        return switch (state.status()) {
            case PROCESSED -> accept(new PaymentRefunded(state.amount(), state.currency(), reference));
            case REFUNDED -> accept();
            case ABSENT, REQUESTED, FAILED, CANCELLED -> reject(new PaymentNotProcessed(state.status()));
        };
    }
}
