package io.daybook.shop.inventory;

import static io.daybook.kernel.decide.Decision.accept;
import static io.daybook.kernel.decide.Decision.reject;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Decision;
import io.daybook.shop.inventory.InventoryCommand.*;
import io.daybook.shop.inventory.InventoryEvent.*;
import io.daybook.shop.inventory.InventoryRejection.*;
import io.daybook.shop.value.Quantity;
import java.util.HashMap;
import java.util.Map;

/**
 * The stock of one product. An order has at most one reservation of it, which is either released or shipped. After that
 * the order is forgotten, so that the state holds only orders that are not finished.
 *
 * <p>Too little stock is not a rejection but an event, because it is a fact that others act upon. It does not change
 * the stock, and a later attempt for the same order is decided as if it were the first.
 */
public final class Inventory implements Decider<InventoryCommand, Inventory.State, InventoryEvent> {
    public static final Category<InventoryCommand, State, InventoryEvent> CATEGORY =
            Category.of("inventory", new Inventory(), InventoryCommand.TYPES, InventoryEvent.TYPES);

    /**
     * What the rules need to know.
     *
     * @param reserved the sum of the reservations
     * @param reservations quantities by order
     */
    public record State(Status status, long onHand, long reserved, Map<String, Long> reservations) {
        public State {
            reservations = Map.copyOf(reservations);
        }

        private long available() {
            return onHand - reserved;
        }

        private State withOnHand(long newOnHand) {
            return new State(status, newOnHand, reserved, reservations);
        }

        private State plusReservation(String orderId, long quantity) {
            var more = new HashMap<>(reservations);
            more.put(orderId, quantity);
            return new State(status, onHand, reserved + quantity, more);
        }

        private State minusReservation(String orderId, long quantity) {
            var fewer = new HashMap<>(reservations);
            fewer.remove(orderId);
            return new State(status, onHand, reserved - quantity, fewer);
        }
    }

    public enum Status {
        ABSENT,
        REGISTERED
    }

    @Override
    public State initial() {
        return new State(Status.ABSENT, 0, 0, Map.of());
    }

    @Override
    public Decision<InventoryEvent> decide(InventoryCommand command, State state) {
        return switch (command) {
            case Register(var name, var quantity) ->
                state.status() == Status.ABSENT
                        ? accept(new ProductRegistered(name, quantity))
                        : reject(new ProductAlreadyRegistered());
            case Receive(var quantity) ->
                Quantity.fits(state.onHand(), quantity)
                        ? accept(new StockReceived(quantity))
                        : reject(new QuantityOutOfRange(state.onHand(), quantity));
            case Reserve(var orderId, var quantity) -> reserve(orderId, quantity, state);
            case TryReserve(var orderId, var quantity) -> {
                boolean othersOnly = quantity > state.available()
                        && quantity <= state.onHand()
                        && !state.reservations().containsKey(orderId);
                yield othersOnly
                        ? reject(new ReservedByOthers(quantity, state.available()))
                        : reserve(orderId, quantity, state);
            }
            case Release(var orderId) -> {
                var quantity = state.reservations().get(orderId);
                yield quantity == null ? accept() : accept(new InventoryReleased(orderId, quantity));
            }
            case Ship(var orderId) -> {
                var quantity = state.reservations().get(orderId);
                yield quantity == null ? accept() : accept(new InventoryShipped(orderId, quantity));
            }
        };
    }

    @Override
    public State evolve(State state, InventoryEvent event) {
        return switch (event) {
            case ProductRegistered registered -> new State(Status.REGISTERED, registered.quantity(), 0, Map.of());
            case StockReceived(var quantity) -> state.withOnHand(state.onHand() + quantity);
            case InventoryReserved(var orderId, var quantity) -> state.plusReservation(orderId, quantity);
            case InventoryReservationFailed _ -> state;
            case InventoryReleased(var orderId, var quantity) -> state.minusReservation(orderId, quantity);
            case InventoryShipped(var orderId, var quantity) ->
                state.withOnHand(state.onHand() - quantity).minusReservation(orderId, quantity);
        };
    }

    private static Decision<InventoryEvent> reserve(String orderId, long quantity, State state) {
        if (state.reservations().containsKey(orderId)) {
            return accept();
        }
        return quantity <= state.available()
                ? accept(new InventoryReserved(orderId, quantity))
                : accept(new InventoryReservationFailed(orderId, quantity, state.available()));
    }
}
