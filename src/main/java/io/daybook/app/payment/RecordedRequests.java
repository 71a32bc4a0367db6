package io.daybook.app.payment;

import io.daybook.domain.payment.Payment;
import io.daybook.domain.payment.PaymentEvent;
import io.daybook.domain.payment.PaymentEvent.PaymentRequested;
import io.daybook.kernel.event.EventCodec;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.store.EventStore;
import java.util.function.Function;

/** Finds out what was requested of a payment: the first event of its stream, as a real gateway would remember it. */
public final class RecordedRequests implements Function<String, PaymentRequested> {
    private final EventStore store;
    private final EventCodec<PaymentEvent> codec;

    public RecordedRequests(EventStore store, EventCodec<PaymentEvent> codec) {
        this.store = store;
        this.codec = codec;
    }

    /** @throws java.util.NoSuchElementException for an order without a payment */
    @Override
    public PaymentRequested apply(String orderId) {
        return store.readForward(Payment.CATEGORY.stream(orderId), 1, 1).commits().stream()
                .flatMap(commit -> codec.decode(commit).stream())
                .map(Recorded::event)
                .filter(PaymentRequested.class::isInstance)
                .map(PaymentRequested.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
