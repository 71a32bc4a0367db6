package io.daybook.shop.payment;

import io.daybook.shop.value.Money;

/**
 * Moves the customer's money. An order has one charge, which has the order's id. Every call may be repeated: with the
 * same idempotency key it has its effect once, and is answered as at first.
 *
 * <p>A technical failure is a {@link GatewayFailedException}. One that remains after all attempts is a
 * {@link io.daybook.kernel.react.ReactorUnavailableException}.
 */
public interface PaymentGateway {
    /** @param method how the customer pays, as the order says */
    Charge charge(String idempotencyKey, String orderId, Money amount, String currency, String method);

    /** Gives up a charge that was requested before. After {@link Voided}, no money will be taken for it. */
    VoidAnswer voidCharge(String idempotencyKey, String orderId);

    /**
     * Gives back everything that was taken.
     *
     * @param reference for the refund
     */
    void refund(String idempotencyKey, String orderId, Money amount, String currency, String reference);

    /** What became of a charge. */
    sealed interface Charge {
        /** @param reference the gateway's name for the money that it took: 1..200 characters, one for each order */
        record Paid(String reference) implements Charge {}

        /**
         * No money was taken, and none will be.
         *
         * @param reason at least 1 character
         */
        record Declined(String reason) implements Charge {}

        /** It is not decided yet. The answer comes later, or never. */
        record Pending() implements Charge {}
    }

    /** What became of a void. */
    sealed interface VoidAnswer {
        record Voided() implements VoidAnswer {}

        /** The money had already been taken. */
        record AlreadyPaid(String reference) implements VoidAnswer {}
    }
}
