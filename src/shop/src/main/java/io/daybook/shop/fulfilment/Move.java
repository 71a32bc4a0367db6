package io.daybook.shop.fulfilment;

import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.command.Outcome.Settled;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.saga.SagaStep;
import io.daybook.shop.fulfilment.Fulfilment.State;
import io.daybook.shop.fulfilment.Fulfilment.Step;
import io.daybook.shop.fulfilment.Stock.Item;
import io.daybook.shop.fulfilment.Stock.Place;
import io.daybook.shop.inventory.Inventory;
import io.daybook.shop.inventory.InventoryCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What becomes of an order by one trigger, piece by piece. */
record Move(State state, List<Effect> effects) {
    Move {
        effects = List.copyOf(effects);
    }

    static Move of(State state) {
        return new Move(state, List.of());
    }

    static Move refused(State state, Effect.Send<?> sent, Settled outcome) {
        var why = switch (outcome) {
            case Outcome.Rejected(var code, var message) -> code + ": " + message;
            case Outcome.NotFound() -> "it does not exist";
            case Outcome.Accepted _, Outcome.Unchanged _ -> "it was accepted";
        };
        var command = sent.command().getClass().getSimpleName();
        var reason = command + " of " + sent.stream() + " cannot be refused, but was: " + why;
        return new Move(state, List.of(new Effect.GiveUp(reason)));
    }

    Move then(Function<State, Move> more) {
        var next = more.apply(state);
        var all = new ArrayList<>(effects);
        all.addAll(next.effects());
        return new Move(next.state(), all);
    }

    Move and(Effect effect) {
        return then(now -> new Move(now, List.of(effect)));
    }

    Move to(Step step) {
        return new Move(state.at(step), effects);
    }

    <C> Move send(Category<C, ?, ?> category, String id, C command) {
        return new Move(state.withUnderWay(state.underWay() + 1), effects)
                .and(new Effect.Send<>(category, id, command));
    }

    /** Sends a command about each of the items at a place, of as many as there is room for. */
    Move wave(Place from, Place underWay, Function<Item, InventoryCommand> command) {
        var items = state.stock().at(from, room());
        var products = items.stream().map(Item::productId).collect(Collectors.toUnmodifiableSet());
        var move = new Move(state.with(state.stock().moved(products, underWay)), effects);
        for (var item : items) {
            move = move.send(Inventory.CATEGORY, item.productId(), command.apply(item));
        }
        return move;
    }

    /** How many more commands may be under way. */
    int room() {
        return Saga.PENDING_MAX - state.underWay();
    }

    SagaStep<State> toStep() {
        return new SagaStep<>(state, effects);
    }
}
