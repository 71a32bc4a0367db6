package io.daybook.shop.inventory;

import io.daybook.kernel.schema.EventType;
import io.daybook.kernel.schema.EventTypes;

/** Facts about the stock of one product. A storage format: add or upcast, never edit. */
public sealed interface InventoryEvent {
    EventTypes<InventoryEvent> TYPES = EventTypes.of(
            EventType.of("ProductRegistered", ProductRegistered.class),
            EventType.of("StockReceived", StockReceived.class),
            EventType.of("InventoryReserved", InventoryReserved.class),
            EventType.of("InventoryReservationFailed", InventoryReservationFailed.class),
            EventType.of("InventoryReleased", InventoryReleased.class),
            EventType.of("InventoryShipped", InventoryShipped.class));

    /** @param quantity in stock in the beginning */
    record ProductRegistered(String name, long quantity) implements InventoryEvent {}

    record StockReceived(long quantity) implements InventoryEvent {}

    record InventoryReserved(String orderId, long quantity) implements InventoryEvent {}

    /**
     * @param quantity that was wanted
     * @param available less than that
     */
    record InventoryReservationFailed(String orderId, long quantity, long available) implements InventoryEvent {}

    record InventoryReleased(String orderId, long quantity) implements InventoryEvent {}

    record InventoryShipped(String orderId, long quantity) implements InventoryEvent {}
}
