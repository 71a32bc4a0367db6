package io.daybook.shop.payment;

import io.daybook.kernel.schema.EventType;
import io.daybook.kernel.schema.EventTypes;
import io.daybook.shop.value.Money;

/** Facts about one payment. A storage format: add or upcast, never edit. */
public sealed interface PaymentEvent {
    EventTypes<PaymentEvent> TYPES = EventTypes.of(
            EventType.of("PaymentRequested", PaymentRequested.class),
            EventType.of("PaymentProcessed", PaymentProcessed.class),
            EventType.of("PaymentFailed", PaymentFailed.class),
            EventType.of("PaymentCancelled", PaymentCancelled.class),
            EventType.of("PaymentRefunded", PaymentRefunded.class));

    record PaymentRequested(Money amount, String currency, String method) implements PaymentEvent {}

    /** @param reference the gateway's name for the money that it took */
    record PaymentProcessed(Money amount, String currency, String reference) implements PaymentEvent {}

    record PaymentFailed(String reason) implements PaymentEvent {}

    record PaymentCancelled(String reason) implements PaymentEvent {}

    /** @param reference of the refund */
    record PaymentRefunded(Money amount, String currency, String reference) implements PaymentEvent {}
}
