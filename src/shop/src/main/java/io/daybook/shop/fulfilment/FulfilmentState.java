package io.daybook.shop.fulfilment;

import io.daybook.shop.order.OrderEvent.OrderSubmitted;
import io.daybook.shop.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one order.
 *
 * @param orderId also the id of its payment
 * @param total to be paid
 * @param failure why it is given up; null where it is not
 */
public record FulfilmentState(
        String orderId,
        Step step,
        Stock stock,
        Money total,
        String currency,
        String paymentMethod,
        Funds funds,
        @Nullable String failure) {
    static FulfilmentState none(String orderId) {
        return new FulfilmentState(orderId, Step.RESERVING, Stock.NONE, Money.ZERO, "", "", Funds.UNASKED, null);
    }

    FulfilmentState startedWith(OrderSubmitted order) {
        return new FulfilmentState(
                orderId,
                Step.RESERVING,
                Stock.of(order.items()),
                order.total(),
                order.currency(),
                order.paymentMethod(),
                Funds.UNASKED,
                null);
    }

    FulfilmentState at(Step next) {
        return new FulfilmentState(orderId, next, stock, total, currency, paymentMethod, funds, failure);
    }

    FulfilmentState with(Stock next) {
        return new FulfilmentState(orderId, step, next, total, currency, paymentMethod, funds, failure);
    }

    FulfilmentState with(Funds next) {
        return new FulfilmentState(orderId, step, stock, total, currency, paymentMethod, next, failure);
    }

    FulfilmentState withFailure(String reason) {
        return new FulfilmentState(orderId, step, stock, total, currency, paymentMethod, funds, reason);
    }

    /** The order is given up, unless it is too late for that or has been already. */
    FulfilmentState givenUp(String reason) {
        var known = failure == null ? withFailure(reason) : this;
        return step.canStop ? known.at(Step.STOPPING) : known;
    }

    /** The money is there, unless it went back already. */
    FulfilmentState paid() {
        return funds == Funds.REQUESTED || funds == Funds.DENIED ? with(Funds.TAKEN) : this;
    }

    FulfilmentState denied() {
        return funds == Funds.REQUESTED ? with(Funds.DENIED) : this;
    }

    /** Where it stands; see the diagram of {@link Fulfilment}. */
    public enum Step {
        RESERVING(true, null),
        MAKING_WAY(true, Fulfilment.STOCK_TIMER),
        RESERVING_SINGLY(true, null),
        PAYING(true, Fulfilment.PAYMENT_TIMER),
        SHIPPING(false, null),
        TAKING_STOCK(false, null),
        COMPLETING(false, null),
        COMPLETED(false, null),
        STOPPING(false, null),
        CANCELLING_PAYMENT(false, null),
        COMPENSATING(false, null),
        CANCELLING(false, null),
        CANCELLED(false, null);

        private final boolean canStop;
        private final @Nullable String timer;

        /**
         * A step.
         *
         * @param canStop whether an order that is given up there goes on to {@link #STOPPING}
         * @param timer that may run there; null where none does
         */
        Step(boolean canStop, @Nullable String timer) {
            this.canStop = canStop;
            this.timer = timer;
        }

        @Nullable String timer() {
            return timer;
        }

        /** Whether this timer is what it waits for. */
        boolean waitsFor(String due) {
            return due.equals(timer);
        }
    }

    /** Where the customer's money is, as far as is known. */
    public enum Funds {
        UNASKED,
        REQUESTED,
        TAKEN,
        /** The payment failed or was cancelled. The money may be taken all the same, late. */
        DENIED,
        REFUNDING,
        REFUNDED
    }
}
