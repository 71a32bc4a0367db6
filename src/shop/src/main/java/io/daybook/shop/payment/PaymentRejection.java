package io.daybook.shop.payment;

import io.daybook.kernel.decide.Rejection;

/** Why a payment refuses a command. */
public sealed interface PaymentRejection extends Rejection {
    record PaymentAlreadyRequested() implements PaymentRejection {}

    /** The money was taken, so it can only be kept or refunded. */
    record PaymentAlreadyProcessed(String reference) implements PaymentRejection {}

    record PaymentNotProcessed(Payment.Status status) implements PaymentRejection {}

    @Override
    default String code() {
        return switch (this) {
            case PaymentAlreadyRequested _ -> "payment-already-requested";
            case PaymentAlreadyProcessed _ -> "payment-already-processed";
            case PaymentNotProcessed _ -> "payment-not-processed";
        };
    }

    @Override
    default String message() {
        return switch (this) {
            case PaymentAlreadyRequested _ -> "An order is paid once; this payment was requested before.";
            case PaymentAlreadyProcessed(var reference) ->
                "The money was taken before, with the reference " + reference + ".";
            case PaymentNotProcessed(var status) ->
                "Only money that was taken can be refunded; this payment is " + status.text() + ".";
        };
    }
}
