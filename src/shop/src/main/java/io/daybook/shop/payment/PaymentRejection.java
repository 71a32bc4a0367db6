package io.daybook.shop.payment;

import io.daybook.kernel.decide.Rejection;

/** Why a payment refuses a command. */
public sealed interface PaymentRejection extends Rejection {
    record PaymentAlreadyRequested() implements PaymentRejection {
        @Override
        public String code() {
            return "payment-already-requested";
        }

        @Override
        public String message() {
            return "An order is paid once; this payment was requested before.";
        }
    }

    /** The money was taken, so it can only be kept or refunded. */
    record PaymentAlreadyProcessed(String reference) implements PaymentRejection {
        @Override
        public String code() {
            return "payment-already-processed";
        }

        @Override
        public String message() {
            return "The money was taken before, with the reference " + reference + ".";
        }
    }

    record PaymentNotProcessed(Payment.Status status) implements PaymentRejection {
        @Override
        public String code() {
            return "payment-not-processed";
        }

        @Override
        public String message() {
            return "Only money that was taken can be refunded; this payment is " + status.text() + ".";
        }
    }
}
