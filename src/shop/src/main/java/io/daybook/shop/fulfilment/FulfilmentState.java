package io.daybook.shop.fulfilment;

import io.daybook.shop.order.OrderEvent.OrderSubmitted;
import io.daybook.shop.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one order.
 *
 * @param orderId also the id of its payment
 * @param total to be paid
 * @param failure why it is given up; null if it is not
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

    /** Gives the order up, unless it is too late for that or it has been given up already. */
    FulfilmentState givenUp(String reason) {
        var known = failure == null ? withFailure(reason) : this;
        return step.canStop ? known.at(Step.STOPPING) : known;
    }

    /** The money was taken, unless it was refunded already. */
    FulfilmentState paid() {
        return funds == Funds.REQUESTED || funds == Funds.DENIED ? with(Funds.TAKEN) : this;
    }

    FulfilmentState denied() {
        return funds == Funds.REQUESTED ? with(Funds.DENIED) : this;
    }

    /** The step of an order; see the diagram of {@link Fulfilment}. */
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
         * @param canStop whether an order that is given up at this step goes on to {@link #STOPPING}
         * @param timer that may run at this step; null if none does
         */
        Step(boolean canStop, @Nullable String timer) {
            this.canStop = canStop;
            this.timer = timer;
        }

        @Nullable
        String timer() {
            return timer;
        }

        /** Whether it waits for this timer. */
        boolean waitsFor(String due) {
            return due.equals(timer);
        }
    }

    /** Where the customer's money is, as far as the saga knows. */
    public enum Funds {
        UNASKED,
        REQUESTED,
        TAKEN,
        /** The payment failed or was cancelled. The money may still be taken, late. */
        DENIED,
        REFUNDING,
        REFUNDED
    }
}
