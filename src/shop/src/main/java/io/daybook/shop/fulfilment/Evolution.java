package io.daybook.shop.fulfilment;

import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.command.Outcome.Settled;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.SagaStep;
import io.daybook.kernel.saga.Trigger;
import io.daybook.shop.fulfilment.FulfilmentState.Funds;
import io.daybook.shop.fulfilment.FulfilmentState.Step;
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

/**
 * What is known about an order after a trigger. If something unexpected happens, the order is given up, for a person to
 * look at.
 */
final class Evolution {
    private Evolution() {}

    static SagaStep<FulfilmentState> evolve(FulfilmentState state, Trigger trigger) {
        return switch (trigger) {
            case Trigger.Happened(var recorded) -> SagaStep.of(happened(state, recorded.event()));
            case Trigger.Answered(var sent, var outcome) -> answered(state, sent, outcome);
            case Trigger.TimerDue(var name) -> SagaStep.of(due(state, name));
        };
    }

    private static FulfilmentState happened(FulfilmentState state, Object event) {
        return switch (event) {
            case OrderSubmitted submitted -> state.startedWith(submitted);
            case OrderCancelled _ -> state.givenUp(Fulfilment.ORDER_CANCELLED);
            case PaymentProcessed _ -> state.paid();
            case PaymentFailed(var reason) ->
                state.funds() == Funds.REQUESTED ? state.denied().givenUp("Payment failed: " + reason) : state;
            default -> state;
        };
    }

    private static FulfilmentState due(FulfilmentState state, String timer) {
        if (!state.step().waitsFor(timer)) {
            return state;
        }
        return state.at(state.step() == Step.MAKING_WAY ? Step.RESERVING_SINGLY : Step.STOPPING);
    }

    private static SagaStep<FulfilmentState> answered(FulfilmentState state, Effect.Send<?> sent, Settled outcome) {
        return switch (sent.command()) {
            case InventoryCommand.Reserve _, InventoryCommand.TryReserve _ ->
                SagaStep.of(moved(state, sent, reserved(outcome)));
            case InventoryCommand.Release _ -> ifHeld(outcome, sent, state, moved(state, sent, Place.RELEASED));
            case InventoryCommand.Ship _ -> ifHeld(outcome, sent, state, moved(state, sent, Place.SHIPPED));
            case PaymentCommand.Request _ -> ifHeld(outcome, sent, state, state);
            case PaymentCommand.Cancel _ -> paymentCancelled(state, sent, outcome);
            case PaymentCommand.Refund _ -> ifHeld(outcome, sent, state, state.with(Funds.REFUNDED));
            case OrderCommand.Ship _ ->
                // Only a cancellation that was faster can prevent it.
                outcome instanceof Outcome.Rejected
                        ? SagaStep.of(state.givenUp(Fulfilment.ORDER_CANCELLED).at(Step.STOPPING))
                        : ifHeld(outcome, sent, state, state.at(Step.TAKING_STOCK));
            case OrderCommand.Complete _ -> ifHeld(outcome, sent, state, state.at(Step.COMPLETED));
            case OrderCommand.Cancel _ -> ifHeld(outcome, sent, state, state.at(Step.CANCELLED));
            default -> throw new IllegalArgumentException("never sent: " + sent);
        };
    }

    private static FulfilmentState moved(FulfilmentState state, Effect.Send<?> sent, Place place) {
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

    /**
     * Records whether the cancellation or the gateway was faster. What follows is decided when all answers are there.
     */
    private static SagaStep<FulfilmentState> paymentCancelled(
            FulfilmentState state, Effect.Send<?> sent, Settled outcome) {
        return switch (outcome) {
            case Outcome.Accepted _, Outcome.Unchanged _ ->
                SagaStep.of(state.denied().givenUp(Fulfilment.PAYMENT_TIMED_OUT).at(Step.STOPPING));
            case Outcome.Rejected _ -> SagaStep.of(state.paid().at(Step.STOPPING));
            case Outcome.NotFound _ -> refused(state, sent, outcome);
        };
    }

    /** A command that can only be accepted. If it is not, something is wrong that no further step can put right. */
    private static SagaStep<FulfilmentState> ifHeld(
            Settled outcome, Effect.Send<?> sent, FulfilmentState before, FulfilmentState after) {
        return outcome.holds() ? SagaStep.of(after) : refused(before, sent, outcome);
    }

    private static SagaStep<FulfilmentState> refused(FulfilmentState state, Effect.Send<?> sent, Settled outcome) {
        var why = switch (outcome) {
            case Outcome.Rejected(var code, var message) -> code + ": " + message;
            case Outcome.NotFound() -> "it does not exist";
            case Outcome.Accepted _, Outcome.Unchanged _ -> "it was accepted";
        };
        var command = sent.command().getClass().getSimpleName();
        return SagaStep.of(
                state, new Effect.GiveUp(command + " of " + sent.stream() + " cannot be refused, but was: " + why));
    }
}
