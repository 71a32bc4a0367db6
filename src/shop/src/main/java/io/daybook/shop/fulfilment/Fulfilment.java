package io.daybook.shop.fulfilment;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.saga.Correlation;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.saga.SagaStep;
import io.daybook.kernel.saga.Trigger;
import io.daybook.shop.order.Order;
import io.daybook.shop.order.OrderEvent.OrderCancelled;
import io.daybook.shop.order.OrderEvent.OrderSubmitted;
import io.daybook.shop.payment.Payment;
import io.daybook.shop.payment.PaymentEvent.PaymentFailed;
import io.daybook.shop.payment.PaymentEvent.PaymentProcessed;
import io.daybook.shop.value.Money;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Takes a submitted order to its end: stock is reserved, the payment made, the order shipped, which is the point of no
 * return, the stock taken out, the order completed. What cannot be done, or is not wanted any more, is undone.
 *
 * <pre>
 * making-way --> reserving-singly
 *     ^           |
 *     |           v
 * reserving --> paying --> shipping --> taking-stock --> completing --> completed
 *     |           |          ^    |
 *     |           |          |    | the customer was faster
 *     v           v          |    v
 * stopping: nothing new; waits for the answers to all that was sent
 *     |           |          ^
 *     |           | the payment is open, and its time is over or the order given up
 *     |           v          | it was made in the last moment, and nobody gave up
 *     |     cancelling-payment
 *     |           |
 *     v           v
 * compensating: releases what is reserved, refunds what is paid
 *     |
 *     v
 * cancelling --> cancelled --> refunding what was paid late --> cancelled
 * </pre>
 *
 * <p>Products are reserved in waves, many at once and in any order. Orders that want the same products may so hold some
 * of them each and be refused the others, and if all gave up then, nobody would get anything. Therefore an order that
 * finds the products reserved by others first releases what it holds. It waits until the others have done the same, and
 * tries once more, one product after the other in the order of their ids. Of the orders that do so at the same time, one
 * always gets through. For take the highest product that any of them is refused: whoever holds that product has all the
 * lower ones, and is refused none of the higher ones.
 *
 * <p>An order is given up for the first of these reasons: a product is missing, the payment failed or had no answer in
 * time, the customer cancelled it. Each trigger first changes what is known ({@link News}); then what is known decides what is to
 * be done next ({@link Course}).
 */
public final class Fulfilment implements Saga<Fulfilment.State> {
    static final String PAYMENT_TIMER = "payment";
    static final String STOCK_TIMER = "stock";

    /**
     * Longer than the commands of others take that are under way when an order makes way. The sweeper, who looks at
     * timers each minute in the cloud and each second on a laptop, makes it longer.
     */
    static final Duration STOCK_PAUSE = Duration.ofSeconds(5);

    static final String ORDER_CANCELLED = "Order cancelled";
    static final String INSUFFICIENT_INVENTORY = "Insufficient inventory";
    static final String PAYMENT_TIMED_OUT = "Payment timed out";

    private final Course course;

    /** @param paymentTimeout how long a payment may stay without an answer */
    public Fulfilment(Duration paymentTimeout) {
        this.course = new Course(paymentTimeout);
    }

    /**
     * What is known of one order.
     *
     * @param orderId also the id of its payment
     * @param total to be paid
     * @param failure why it is given up; null where it is not
     * @param underWay how many commands have no answer yet
     */
    public record State(
            String orderId,
            Step step,
            Stock stock,
            Money total,
            String currency,
            String paymentMethod,
            Funds funds,
            @Nullable String failure,
            int underWay) {
        private static State none(String orderId) {
            return new State(orderId, Step.RESERVING, Stock.NONE, Money.ZERO, "", "", Funds.UNASKED, null, 0);
        }

        State startedWith(OrderSubmitted order) {
            return new State(
                    orderId,
                    Step.RESERVING,
                    Stock.of(order.items()),
                    order.total(),
                    order.currency(),
                    order.paymentMethod(),
                    Funds.UNASKED,
                    null,
                    0);
        }

        State at(Step next) {
            return new State(orderId, next, stock, total, currency, paymentMethod, funds, failure, underWay);
        }

        State with(Stock next) {
            return new State(orderId, step, next, total, currency, paymentMethod, funds, failure, underWay);
        }

        State with(Funds next) {
            return new State(orderId, step, stock, total, currency, paymentMethod, next, failure, underWay);
        }

        State withUnderWay(int next) {
            return new State(orderId, step, stock, total, currency, paymentMethod, funds, failure, next);
        }

        State withFailure(String reason) {
            return new State(orderId, step, stock, total, currency, paymentMethod, funds, reason, underWay);
        }

        /** The order is given up, unless it is too late for that or has been already. */
        State givenUp(String reason) {
            var known = failure == null ? withFailure(reason) : this;
            return step.canStop ? known.at(Step.STOPPING) : known;
        }

        /** The money is there, unless it went back already. */
        State paid() {
            return funds == Funds.REQUESTED || funds == Funds.DENIED ? with(Funds.TAKEN) : this;
        }

        State denied() {
            return funds == Funds.REQUESTED ? with(Funds.DENIED) : this;
        }
    }

    /** Where it stands; see the diagram. */
    public enum Step {
        RESERVING(true, null),
        MAKING_WAY(true, STOCK_TIMER),
        RESERVING_SINGLY(true, null),
        PAYING(true, PAYMENT_TIMER),
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

    @Override
    public String name() {
        return "fulfilment";
    }

    @Override
    public List<Category<?, ?, ?>> follows() {
        return List.of(Order.CATEGORY, Payment.CATEGORY);
    }

    @Override
    public Correlation correlate(Recorded<?> recorded) {
        var id = recorded.stream().id();
        return switch (recorded.event()) {
            case OrderSubmitted _ -> new Correlation.Starts(id);
            case OrderCancelled _, PaymentProcessed _, PaymentFailed _ -> new Correlation.Continues(id);
            default -> new Correlation.None();
        };
    }

    @Override
    public Class<State> stateType() {
        return State.class;
    }

    @Override
    public State initial(String id) {
        return State.none(id);
    }

    @Override
    public SagaStep<State> react(State state, Trigger trigger) {
        var known = News.of(state, trigger);
        var next = known.then(course::next);
        var timer = state.step().timer;
        return timer != null
                        && !(trigger instanceof Trigger.TimerDue)
                        && next.state().step() != state.step()
                ? next.and(new Effect.CancelTimer(timer)).toStep()
                : next.toStep();
    }

    @Override
    public String step(State state) {
        return state.step() == Step.CANCELLED && state.funds() == Funds.REFUNDING
                ? "refunding"
                : state.step().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public boolean isComplete(State state) {
        return (state.step() == Step.COMPLETED || state.step() == Step.CANCELLED) && state.underWay() == 0;
    }
}
