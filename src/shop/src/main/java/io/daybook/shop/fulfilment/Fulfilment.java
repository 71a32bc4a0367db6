package io.daybook.shop.fulfilment;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.saga.Correlation;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.saga.SagaStep;
import io.daybook.kernel.saga.Trigger;
import io.daybook.shop.fulfilment.FulfilmentState.Funds;
import io.daybook.shop.fulfilment.FulfilmentState.Step;
import io.daybook.shop.order.Order;
import io.daybook.shop.order.OrderEvent.OrderCancelled;
import io.daybook.shop.order.OrderEvent.OrderSubmitted;
import io.daybook.shop.payment.Payment;
import io.daybook.shop.payment.PaymentEvent.PaymentFailed;
import io.daybook.shop.payment.PaymentEvent.PaymentProcessed;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Fulfils a submitted order: reserves the stock, has the payment made, ships the order (after which it cannot be
 * cancelled), takes the pieces out of the stock and completes the order. If something cannot be done or is no longer
 * wanted, it undoes what was done.
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
 * <p>Products are reserved in waves, many at once and in any order. So each of several orders that want the same
 * products may hold some of them and be refused the others; if all of them gave up, nobody would get anything.
 * Therefore an order that finds products reserved by others first releases what it holds. It waits until the others
 * have done the same, and tries once more, one product after the other in the order of their ids. One of the orders
 * that do so at the same time always gets through: look at the highest product that any of them is refused. The order
 * that holds it has all lower products that it needs, and no order is refused a higher one.
 *
 * <p>An order is given up for the first of these reasons: a product is missing, the payment failed or was not answered
 * in time, the customer cancelled it. Each trigger first changes what is known ({@link Evolution}). Then what is known
 * decides what is to be done next ({@link Decisions}).
 */
public final class Fulfilment implements Saga<FulfilmentState> {
    static final String PAYMENT_TIMER = "payment";
    static final String STOCK_TIMER = "stock";

    /**
     * Longer than commands of other orders that are under way may take. The sweeper, which looks at timers each minute
     * in the cloud and each second on a laptop, makes it longer.
     */
    static final Duration STOCK_PAUSE = Duration.ofSeconds(5);

    static final String ORDER_CANCELLED = "Order cancelled";
    static final String INSUFFICIENT_INVENTORY = "Insufficient inventory";
    static final String PAYMENT_TIMED_OUT = "Payment timed out";

    private final Duration paymentTimeout;

    /** @param paymentTimeout how long a payment may stay without an answer */
    public Fulfilment(Duration paymentTimeout) {
        this.paymentTimeout = paymentTimeout;
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
    public Class<FulfilmentState> stateType() {
        return FulfilmentState.class;
    }

    @Override
    public FulfilmentState initial(String id) {
        return FulfilmentState.none(id);
    }

    @Override
    public SagaStep<FulfilmentState> react(FulfilmentState state, Trigger trigger, int pending) {
        var next = Evolution.evolve(state, trigger).then(known -> new Decisions(paymentTimeout, pending).decide(known));
        var timer = state.step().timer();
        if (timer == null || trigger instanceof Trigger.TimerDue || next.state().step() == state.step()) {
            return next;
        }
        return next.and(new Effect.CancelTimer(timer));
    }

    @Override
    public String step(FulfilmentState state) {
        return state.step() == Step.CANCELLED && state.funds() == Funds.REFUNDING
                ? "refunding"
                : state.step().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public boolean isComplete(FulfilmentState state) {
        return state.step() == Step.COMPLETED || state.step() == Step.CANCELLED;
    }
}
