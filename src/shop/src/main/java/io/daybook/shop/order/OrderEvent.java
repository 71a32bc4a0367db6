package io.daybook.shop.order;

import io.daybook.kernel.schema.EventType;
import io.daybook.kernel.schema.EventTypes;
import io.daybook.shop.value.Address;
import io.daybook.shop.value.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts about one order. A storage format: add or upcast, never edit. */
public sealed interface OrderEvent {
    EventTypes<OrderEvent> TYPES = EventTypes.of(
            EventType.of("OrderCreated", OrderCreated.class),
            EventType.of("ItemAdded", ItemAdded.class),
            EventType.of("ItemRemoved", ItemRemoved.class),
            EventType.of("OrderSubmitted", OrderSubmitted.class),
            EventType.of("OrderCancelled", OrderCancelled.class),
            EventType.of("OrderShipped", OrderShipped.class),
            EventType.of("OrderCompleted", OrderCompleted.class));

    /** @param customerId null if the customer is unknown */
    record OrderCreated(@Nullable String customerId, String currency) implements OrderEvent {}

    record ItemAdded(String productId, long quantity, Money unitPrice) implements OrderEvent {}

    /** @param unitPrice null for all lines of the product */
    record ItemRemoved(String productId, @Nullable Money unitPrice) implements OrderEvent {}

    /** Contains the whole order, so that the saga that fulfils it needs no other event. */
    record OrderSubmitted(
            List<OrderLine> items,
            Money total,
            String currency,
            String paymentMethod,
            @Nullable Address shippingAddress)
            implements OrderEvent {
        public OrderSubmitted {
            items = List.copyOf(items);
        }
    }

    /** @param reason the customer's, or why the order could not be fulfilled */
    record OrderCancelled(String reason) implements OrderEvent {}

    record OrderShipped() implements OrderEvent {}

    record OrderCompleted(Money total, String currency) implements OrderEvent {}
}
