package io.daybook.shop.fulfilment;

import io.daybook.kernel.saga.Effect;
import io.daybook.shop.fulfilment.Fulfilment.Funds;
import io.daybook.shop.fulfilment.Fulfilment.State;
import io.daybook.shop.fulfilment.Fulfilment.Step;
import io.daybook.shop.fulfilment.Stock.Place;
import io.daybook.shop.inventory.Inventory;
import io.daybook.shop.inventory.InventoryCommand;
import io.daybook.shop.order.Order;
import io.daybook.shop.order.OrderCommand;
import io.daybook.shop.payment.Payment;
import io.daybook.shop.payment.PaymentCommand;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/** What is to be done next with an order, by what is known of it; nothing, where an answer or an event is awaited. */
final class Course {
    private final Duration paymentTimeout;

    Course(Duration paymentTimeout) {
        this.paymentTimeout = paymentTimeout;
    }

    Move next(State state) {
        return switch (state.step()) {
            case RESERVING -> reserve(state);
            case MAKING_WAY -> makeWay(state);
            case RESERVING_SINGLY -> reserveSingly(state);
            case PAYING -> state.funds() == Funds.TAKEN ? ship(state) : Move.of(state);
            case TAKING_STOCK -> takeStock(state);
            case STOPPING -> stop(state);
            case COMPENSATING -> compensate(state);
            case CANCELLING, CANCELLED -> refund(state);
            case SHIPPING, COMPLETING, COMPLETED, CANCELLING_PAYMENT -> Move.of(state);
        };
    }

    private Move reserve(State state) {
        if (state.stock().isAnyAt(Place.MISSING)) {
            return stop(state.givenUp(Fulfilment.INSUFFICIENT_INVENTORY));
        }
        if (state.stock().isAnyAt(Place.TAKEN)) {
            return makeWay(state.at(Step.MAKING_WAY));
        }
        return state.stock().areAllAt(Place.RESERVED)
                ? pay(state)
                : Move.of(state)
                        .wave(
                                Place.SHELF,
                                Place.RESERVING,
                                item -> new InventoryCommand.TryReserve(state.orderId(), item.quantity()));
    }

    /** Releases what it holds once all is answered, and waits until others have done the same. */
    private Move makeWay(State state) {
        var stock = state.stock();
        if (stock.isAnyAt(Place.MISSING)) {
            return stop(state.givenUp(Fulfilment.INSUFFICIENT_INVENTORY));
        }
        if (stock.isAnyAt(Place.RESERVING) || stock.areAllAt(Place.SHELF)) {
            return Move.of(state);
        }
        var move = Move.of(state)
                .wave(Place.RESERVED, Place.RELEASING, _ -> new InventoryCommand.Release(state.orderId()));
        return move.state().stock().isAnyAt(Place.RELEASING)
                ? move
                : Move.of(state.with(stock.onShelf()))
                        .and(new Effect.StartTimer(Fulfilment.STOCK_TIMER, Fulfilment.STOCK_PAUSE));
    }

    /** Each only after the one before is reserved, and all orders in the same order. */
    private Move reserveSingly(State state) {
        var stock = state.stock();
        if (stock.isAnyAt(Place.MISSING)) {
            return stop(state.givenUp(Fulfilment.INSUFFICIENT_INVENTORY));
        }
        if (stock.areAllAt(Place.RESERVED)) {
            return pay(state);
        }
        return stock.isAnyAt(Place.RESERVING)
                ? Move.of(state)
                : stock.lowestAt(Place.SHELF)
                        .map(item -> Move.of(state.with(stock.moved(Set.of(item.productId()), Place.RESERVING)))
                                .send(
                                        Inventory.CATEGORY,
                                        item.productId(),
                                        new InventoryCommand.Reserve(state.orderId(), item.quantity())))
                        .orElse(Move.of(state));
    }

    private Move pay(State state) {
        var request = new PaymentCommand.Request(state.total(), state.currency(), state.paymentMethod());
        return Move.of(state.with(Funds.REQUESTED))
                .to(Step.PAYING)
                .send(Payment.CATEGORY, state.orderId(), request)
                .and(new Effect.StartTimer(Fulfilment.PAYMENT_TIMER, paymentTimeout));
    }

    /** From its answer on, nobody can cancel the order. */
    private static Move ship(State state) {
        return Move.of(state).to(Step.SHIPPING).send(Order.CATEGORY, state.orderId(), new OrderCommand.Ship());
    }

    private static Move takeStock(State state) {
        return state.stock().areAllAt(Place.SHIPPED)
                ? Move.of(state).to(Step.COMPLETING).send(Order.CATEGORY, state.orderId(), new OrderCommand.Complete())
                : Move.of(state).wave(Place.RESERVED, Place.SHIPPING, _ -> new InventoryCommand.Ship(state.orderId()));
    }

    /**
     * A compensation waits for the outcomes of what was sent before it; and whether there is money to refund is certain
     * only where the payment was closed.
     */
    private static Move stop(State state) {
        if (state.underWay() > 0) {
            return Move.of(state);
        }
        if (state.funds() == Funds.REQUESTED) {
            var reason = Objects.requireNonNullElse(state.failure(), Fulfilment.PAYMENT_TIMED_OUT);
            return Move.of(state)
                    .to(Step.CANCELLING_PAYMENT)
                    .send(Payment.CATEGORY, state.orderId(), new PaymentCommand.Cancel(reason));
        }
        return state.failure() == null ? ship(state) : compensate(state.at(Step.COMPENSATING));
    }

    private static Move compensate(State state) {
        var move =
                refund(state).wave(Place.RESERVED, Place.RELEASING, _ -> new InventoryCommand.Release(state.orderId()));
        var stock = move.state().stock();
        var funds = move.state().funds();
        boolean done = !stock.isAnyAt(Place.RESERVED)
                && !stock.isAnyAt(Place.RELEASING)
                && funds != Funds.TAKEN
                && funds != Funds.REFUNDING;
        return done ? move.then(Course::cancel) : move;
    }

    private static Move cancel(State state) {
        var reason = Objects.requireNonNull(state.failure(), "only what was given up is cancelled");
        return reason.equals(Fulfilment.ORDER_CANCELLED)
                ? Move.of(state).to(Step.CANCELLED)
                : Move.of(state)
                        .to(Step.CANCELLING)
                        .send(Order.CATEGORY, state.orderId(), new OrderCommand.Cancel(reason));
    }

    private static Move refund(State state) {
        var move = Move.of(state);
        return state.funds() == Funds.TAKEN && move.room() > 0
                ? Move.of(state.with(Funds.REFUNDING))
                        .send(Payment.CATEGORY, state.orderId(), new PaymentCommand.Refund(refundReference(state)))
                : move;
    }

    /** The same at every repetition. */
    private static String refundReference(State state) {
        return "refund-" + state.orderId();
    }
}
