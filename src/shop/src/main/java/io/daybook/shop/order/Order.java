package io.daybook.shop.order;

import static io.daybook.kernel.decide.Decision.accept;
import static io.daybook.kernel.decide.Decision.reject;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Decision;
import io.daybook.shop.order.OrderCommand.*;
import io.daybook.shop.order.OrderEvent.*;
import io.daybook.shop.order.OrderRejection.*;
import io.daybook.shop.value.Money;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An order: pending while lines are added and removed, then submitted, shipped and completed. It can be cancelled until
 * it is shipped. If a cancellation and a shipment race, one of them is refused.
 */
public final class Order implements Decider<OrderCommand, Order.State, OrderEvent> {
    public static final Category<OrderCommand, State, OrderEvent> CATEGORY = Category.of(
                    "order", new Order(), OrderCommand.TYPES, OrderEvent.TYPES)
            .folded(2);

    /**
     * What the rules need to know.
     *
     * @param customerId the user who orders; null if unknown
     */
    public record State(Status status, @Nullable String customerId, OrderLines lines, String currency) {
        private State with(Status newStatus) {
            return new State(newStatus, customerId, lines, currency);
        }

        private State with(OrderLines newLines) {
            return new State(status, customerId, newLines, currency);
        }
    }

    public enum Status {
        ABSENT,
        PENDING,
        SUBMITTED,
        SHIPPED,
        COMPLETED,
        CANCELLED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public State initial() {
        return new State(Status.ABSENT, null, OrderLines.NONE, "");
    }

    @Override
    public Decision<OrderEvent> decide(OrderCommand command, State state) {
        return switch (command) {
            case Create(var customerId, var currency) ->
                state.status() == Status.ABSENT
                        ? accept(new OrderCreated(customerId, currency))
                        : reject(new OrderAlreadyCreated());
            case AddItem add -> addItem(add, state);
            case RemoveItem(var productId, var unitPrice) -> removeItem(productId, unitPrice, state);
            case Submit submit -> submit(submit, state);
            case Cancel(var reason) -> cancel(reason, state);
            case Ship() -> ship(state);
            case Complete() -> complete(state);
        };
    }

    @Override
    public State evolve(State state, OrderEvent event) {
        return switch (event) {
            case OrderCreated(var customerId, var currency) ->
                new State(Status.PENDING, customerId, OrderLines.NONE, currency);
            case ItemAdded(var productId, var quantity, var unitPrice) ->
                state.with(state.lines().plus(productId, quantity, unitPrice).orElseThrow());
            case ItemRemoved(var productId, var unitPrice) ->
                state.with(state.lines().minus(productId, unitPrice));
            case OrderSubmitted _ -> state.with(Status.SUBMITTED);
            case OrderCancelled _ -> state.with(Status.CANCELLED);
            case OrderShipped() -> state.with(Status.SHIPPED);
            case OrderCompleted _ -> state.with(Status.COMPLETED);
        };
    }

    private static Decision<OrderEvent> addItem(AddItem add, State state) {
        var lines = state.lines();
        if (state.status() != Status.PENDING) {
            return reject(new OrderNotPending(state.status()));
        }
        if (lines.isFullFor(add.productId(), add.unitPrice())) {
            return reject(new OrderFull());
        }
        return lines.plus(add.productId(), add.quantity(), add.unitPrice()).isPresent()
                ? accept(new ItemAdded(add.productId(), add.quantity(), add.unitPrice()))
                : reject(new AmountOutOfRange(lines.total(), add.quantity(), add.unitPrice()));
    }

    private static Decision<OrderEvent> removeItem(String productId, @Nullable Money unitPrice, State state) {
        if (state.status() != Status.PENDING) {
            return reject(new OrderNotPending(state.status()));
        }
        return state.lines().contains(productId, unitPrice)
                ? accept(new ItemRemoved(productId, unitPrice))
                : reject(new ItemNotInOrder(productId, unitPrice));
    }

    private static Decision<OrderEvent> submit(Submit submit, State state) {
        if (state.status() != Status.PENDING) {
            return reject(new OrderNotPending(state.status()));
        }
        var lines = state.lines();
        if (lines.items().isEmpty()) {
            return reject(new OrderEmpty());
        }
        return accept(new OrderSubmitted(
                lines.items(), lines.total(), state.currency(), submit.paymentMethod(), submit.shippingAddress()));
    }

    private static Decision<OrderEvent> cancel(String reason, State state) {
        return switch (state.status()) {
            case ABSENT, PENDING, SUBMITTED -> accept(new OrderCancelled(reason));
            case SHIPPED -> reject(new OrderIsShipped());
            case COMPLETED -> reject(new OrderIsCompleted());
            case CANCELLED -> accept();
        };
    }

    private static Decision<OrderEvent> ship(State state) {
        return switch (state.status()) {
            case SUBMITTED -> accept(new OrderShipped());
            case SHIPPED, COMPLETED -> accept();
            case ABSENT, PENDING, CANCELLED -> reject(new OrderNotSubmitted(state.status()));
        };
    }

    private static Decision<OrderEvent> complete(State state) {
        return switch (state.status()) {
            case SHIPPED -> accept(new OrderCompleted(state.lines().total(), state.currency()));
            case COMPLETED -> accept();
            case ABSENT, PENDING, SUBMITTED, CANCELLED -> reject(new OrderNotShipped(state.status()));
        };
    }
}
