package io.daybook.shop.payment;

import io.daybook.shop.value.Money;

/**
 * Whoever moves the customer's money. An order has one charge, named by the order's id. Every call may be repeated: with
 * the same idempotency key it has its effect once, and its first answer again.
 *
 * <p>A technical failure is a {@link GatewayFailedException}; one that lasts, whatever was tried, is a
 * {@link io.daybook.kernel.saga.ReactorUnavailableException}.
 */
public interface PaymentGateway {
    /** @param method how the customer pays, as the order says */
    Charge charge(String idempotencyKey, String orderId, Money amount, String currency, String method);

    /** Gives up a charge that was asked for before. After {@link Voided} no money is taken for it any more. */
    VoidAnswer voidCharge(String idempotencyKey, String orderId);

    /**
     * Gives back the whole of what was taken.
     *
     * @param reference under which it goes back
     */
    void refund(String idempotencyKey, String orderId, Money amount, String currency, String reference);

    /** What became of a charge. */
    sealed interface Charge {
        /** @param reference the gateway's name for the money that it took: 1..200 characters, one for each order */
        record Paid(String reference) implements Charge {}

        /**
         * No money was taken, nor will be.
         *
         * @param reason at least 1 character
         */
        record Declined(String reason) implements Charge {}

        /** It is not decided; the answer comes later, or never. */
        record Pending() implements Charge {}
    }

    /** What became of a void. */
    sealed interface VoidAnswer {
        record Voided() implements VoidAnswer {}

        /** The money was taken before. */
        record AlreadyPaid(String reference) implements VoidAnswer {}
    }
}
