package io.daybook.shop.fulfilment;

import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.saga.SagaStep;
import io.daybook.shop.fulfilment.FulfilmentState.Funds;
import io.daybook.shop.fulfilment.FulfilmentState.Step;
import io.daybook.shop.fulfilment.Stock.Item;
import io.daybook.shop.fulfilment.Stock.Place;
import io.daybook.shop.inventory.Inventory;
import io.daybook.shop.inventory.InventoryCommand;
import io.daybook.shop.order.Order;
import io.daybook.shop.order.OrderCommand;
import io.daybook.shop.payment.Payment;
import io.daybook.shop.payment.PaymentCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides what is to be done next with an order, from what is known about it. Nothing, if it waits for an answer or an
 * event.
 *
 * @param pending how many commands have no outcome yet
 */
record Decisions(Duration paymentTimeout, int pending) {
    SagaStep<FulfilmentState> decide(FulfilmentState state) {
        return switch (state.step()) {
            case RESERVING -> reserve(state);
            case MAKING_WAY -> makeWay(state);
            case RESERVING_SINGLY -> reserveSingly(state);
            case PAYING -> state.funds() == Funds.TAKEN ? ship(state) : SagaStep.of(state);
            case TAKING_STOCK -> takeStock(state);
            case STOPPING -> stop(state);
            case COMPENSATING -> compensate(state);
            case CANCELLING, CANCELLED -> refund(state);
            case SHIPPING, COMPLETING, COMPLETED, CANCELLING_PAYMENT -> SagaStep.of(state);
        };
    }

    private SagaStep<FulfilmentState> reserve(FulfilmentState state) {
        if (state.stock().isAnyAt(Place.MISSING)) {
            return stop(state.givenUp(Fulfilment.INSUFFICIENT_INVENTORY));
        }
        if (state.stock().isAnyAt(Place.TAKEN)) {
            return makeWay(state.at(Step.MAKING_WAY));
        }
        return state.stock().areAllAt(Place.RESERVED)
                ? pay(state)
                : wave(
                        state,
                        Place.SHELF,
                        Place.RESERVING,
                        item -> new InventoryCommand.TryReserve(state.orderId(), item.quantity()));
    }

    /** Releases what it holds once everything is answered, and waits until others have done the same. */
    private SagaStep<FulfilmentState> makeWay(FulfilmentState state) {
        var stock = state.stock();
        if (stock.isAnyAt(Place.MISSING)) {
            return stop(state.givenUp(Fulfilment.INSUFFICIENT_INVENTORY));
        }
        if (stock.isAnyAt(Place.RESERVING) || stock.areAllAt(Place.SHELF)) {
            return SagaStep.of(state);
        }
        var wave = release(state);
        return wave.state().stock().isAnyAt(Place.RELEASING)
                ? wave
                : SagaStep.of(
                        state.with(stock.onShelf()),
                        new Effect.StartTimer(Fulfilment.STOCK_TIMER, Fulfilment.STOCK_PAUSE));
    }

    /** Reserves each product only after the one before it, and all orders use the same sequence. */
    private SagaStep<FulfilmentState> reserveSingly(FulfilmentState state) {
        var stock = state.stock();
        if (stock.isAnyAt(Place.MISSING)) {
            return stop(state.givenUp(Fulfilment.INSUFFICIENT_INVENTORY));
        }
        if (stock.areAllAt(Place.RESERVED)) {
            return pay(state);
        }
        return stock.isAnyAt(Place.RESERVING)
                ? SagaStep.of(state)
                : stock.lowestAt(Place.SHELF)
                        .map(item -> SagaStep.<FulfilmentState>of(
                                state.with(stock.moved(Set.of(item.productId()), Place.RESERVING)),
                                send(item, new InventoryCommand.Reserve(state.orderId(), item.quantity()))))
                        .orElse(SagaStep.of(state));
    }

    private SagaStep<FulfilmentState> pay(FulfilmentState state) {
        var request = new PaymentCommand.Request(state.total(), state.currency(), state.paymentMethod());
        return SagaStep.of(
                state.with(Funds.REQUESTED).at(Step.PAYING),
                new Effect.Send<>(Payment.CATEGORY, state.orderId(), request),
                new Effect.StartTimer(Fulfilment.PAYMENT_TIMER, paymentTimeout));
    }

    /** Once this is answered, nobody can cancel the order. */
    private static SagaStep<FulfilmentState> ship(FulfilmentState state) {
        return SagaStep.of(state.at(Step.SHIPPING), send(state, new OrderCommand.Ship()));
    }

    private SagaStep<FulfilmentState> takeStock(FulfilmentState state) {
        return state.stock().areAllAt(Place.SHIPPED)
                ? SagaStep.of(state.at(Step.COMPLETING), send(state, new OrderCommand.Complete()))
                : wave(state, Place.RESERVED, Place.SHIPPING, _ -> new InventoryCommand.Ship(state.orderId()));
    }

    /**
     * A compensation waits for the outcomes of everything that was sent before it. Whether there is money to refund is
     * certain only when the payment is closed.
     */
    private SagaStep<FulfilmentState> stop(FulfilmentState state) {
        if (pending > 0) {
            return SagaStep.of(state);
        }
        if (state.funds() == Funds.REQUESTED) {
            var reason = Objects.requireNonNullElse(state.failure(), Fulfilment.PAYMENT_TIMED_OUT);
            return SagaStep.of(
                    state.at(Step.CANCELLING_PAYMENT),
                    new Effect.Send<>(Payment.CATEGORY, state.orderId(), new PaymentCommand.Cancel(reason)));
        }
        return state.failure() == null ? ship(state) : compensate(state.at(Step.COMPENSATING));
    }

    private SagaStep<FulfilmentState> compensate(FulfilmentState state) {
        var undone = refund(state);
        var rest = new Decisions(paymentTimeout, pending + undone.effects().size());
        var next = undone.then(rest::release);
        var stock = next.state().stock();
        var funds = next.state().funds();
        boolean done = !stock.isAnyAt(Place.RESERVED)
                && !stock.isAnyAt(Place.RELEASING)
                && funds != Funds.TAKEN
                && funds != Funds.REFUNDING;
        return done ? next.then(Decisions::cancel) : next;
    }

    private static SagaStep<FulfilmentState> cancel(FulfilmentState state) {
        var reason = Objects.requireNonNull(state.failure(), "only what was given up is cancelled");
        return reason.equals(Fulfilment.ORDER_CANCELLED)
                ? SagaStep.of(state.at(Step.CANCELLED))
                : SagaStep.of(state.at(Step.CANCELLING), send(state, new OrderCommand.Cancel(reason)));
    }

    private SagaStep<FulfilmentState> refund(FulfilmentState state) {
        // The same reference at every repetition.
        var refund = new PaymentCommand.Refund("refund-" + state.orderId());
        return state.funds() == Funds.TAKEN && pending < Saga.PENDING_MAX
                ? SagaStep.of(state.with(Funds.REFUNDING), new Effect.Send<>(Payment.CATEGORY, state.orderId(), refund))
                : SagaStep.of(state);
    }

    private SagaStep<FulfilmentState> release(FulfilmentState state) {
        return wave(state, Place.RESERVED, Place.RELEASING, _ -> new InventoryCommand.Release(state.orderId()));
    }

    /** Sends a command about each item at a place, as many as there is room for. */
    private SagaStep<FulfilmentState> wave(
            FulfilmentState state, Place from, Place underWay, Function<Item, InventoryCommand> command) {
        var items = state.stock().at(from, Saga.PENDING_MAX - pending);
        var products = items.stream().map(Item::productId).collect(Collectors.toUnmodifiableSet());
        var sends = new ArrayList<Effect>();
        items.forEach(item -> sends.add(send(item, command.apply(item))));
        return new SagaStep<>(state.with(state.stock().moved(products, underWay)), sends);
    }

    private static Effect send(Item item, InventoryCommand command) {
        return new Effect.Send<>(Inventory.CATEGORY, item.productId(), command);
    }

    private static Effect send(FulfilmentState state, OrderCommand command) {
        return new Effect.Send<>(Order.CATEGORY, state.orderId(), command);
    }
}
