package io.daybook.shop.fulfilment;

import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.command.Outcome.Settled;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.Trigger;
import io.daybook.shop.fulfilment.Fulfilment.Funds;
import io.daybook.shop.fulfilment.Fulfilment.State;
import io.daybook.shop.fulfilment.Fulfilment.Step;
import io.daybook.shop.fulfilment.Stock.Place;
import io.daybook.shop.inventory.InventoryCommand;
import io.daybook.shop.inventory.InventoryEvent.InventoryReservationFailed;
import io.daybook.shop.inventory.InventoryRejection.ReservedByOthers;
import io.daybook.shop.order.OrderCommand;
import io.daybook.shop.order.OrderEvent.OrderCancelled;
import io.daybook.shop.order.OrderEvent.OrderSubmitted;
import io.daybook.shop.payment.PaymentCommand;
import io.daybook.shop.payment.PaymentEvent.PaymentFailed;
import io.daybook.shop.payment.PaymentEvent.PaymentProcessed;
import java.util.Set;

/** What is known of an order once a trigger was heard. */
final class News {
    private News() {}

    static Move of(State state, Trigger trigger) {
        return switch (trigger) {
            case Trigger.Happened(var recorded) -> Move.of(happened(state, recorded.event()));
            case Trigger.Answered(var sent, var outcome) ->
                answered(state.withUnderWay(state.underWay() - 1), sent, outcome);
            case Trigger.TimerDue(var name) -> Move.of(due(state, name));
        };
    }

    private static State happened(State state, Object event) {
        return switch (event) {
            case OrderSubmitted submitted -> state.startedWith(submitted);
            case OrderCancelled _ -> state.givenUp(Fulfilment.ORDER_CANCELLED);
            case PaymentProcessed _ -> state.paid();
            case PaymentFailed(var reason) ->
                state.funds() == Funds.REQUESTED ? state.denied().givenUp("Payment failed: " + reason) : state;
            default -> state;
        };
    }

    private static State due(State state, String timer) {
        if (!state.step().waitsFor(timer)) {
            return state;
        }
        return state.at(state.step() == Step.MAKING_WAY ? Step.RESERVING_SINGLY : Step.STOPPING);
    }

    private static Move answered(State state, Effect.Send<?> sent, Settled outcome) {
        return switch (sent.command()) {
            case InventoryCommand.Reserve _, InventoryCommand.TryReserve _ ->
                Move.of(moved(state, sent, reserved(outcome)));
            case InventoryCommand.Release _ -> ifHeld(outcome, sent, state, moved(state, sent, Place.RELEASED));
            case InventoryCommand.Ship _ -> ifHeld(outcome, sent, state, moved(state, sent, Place.SHIPPED));
            case PaymentCommand.Request _ -> ifHeld(outcome, sent, state, state);
            case PaymentCommand.Cancel _ -> paymentCancelled(state, sent, outcome);
            case PaymentCommand.Refund _ -> ifHeld(outcome, sent, state, state.with(Funds.REFUNDED));
            case OrderCommand.Ship _ ->
                // Only a cancellation that was faster can be in the way.
                outcome instanceof Outcome.Rejected
                        ? Move.of(state.givenUp(Fulfilment.ORDER_CANCELLED).at(Step.STOPPING))
                        : ifHeld(outcome, sent, state, state.at(Step.TAKING_STOCK));
            case OrderCommand.Complete _ -> ifHeld(outcome, sent, state, state.at(Step.COMPLETED));
            case OrderCommand.Cancel _ -> ifHeld(outcome, sent, state, state.at(Step.CANCELLED));
            default -> throw new IllegalArgumentException("never sent: " + sent);
        };
    }

    private static State moved(State state, Effect.Send<?> sent, Place place) {
        return state.with(state.stock().moved(Set.of(sent.id()), place));
    }

    private static Place reserved(Settled outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted ->
                accepted.events().stream().anyMatch(InventoryReservationFailed.class::isInstance)
                        ? Place.MISSING
                        : Place.RESERVED;
            case Outcome.Unchanged _ -> Place.RESERVED;
            case Outcome.Rejected rejected ->
                rejected.code().equals(ReservedByOthers.CODE) ? Place.TAKEN : Place.MISSING;
            case Outcome.NotFound() -> Place.MISSING;
        };
    }

    /** Whether the cancellation or the gateway was faster; what that leads to is decided where all answers are in. */
    private static Move paymentCancelled(State state, Effect.Send<?> sent, Settled outcome) {
        return switch (outcome) {
            case Outcome.Accepted _, Outcome.Unchanged _ ->
                Move.of(state.denied().givenUp(Fulfilment.PAYMENT_TIMED_OUT).at(Step.STOPPING));
            case Outcome.Rejected _ -> Move.of(state.paid().at(Step.STOPPING));
            case Outcome.NotFound _ -> Move.refused(state, sent, outcome);
        };
    }

    /** What can only be accepted: where it is not, something is wrong that no further step makes right. */
    private static Move ifHeld(Settled outcome, Effect.Send<?> sent, State before, State after) {
        return outcome.holds() ? Move.of(after) : Move.refused(before, sent, outcome);
    }
}
