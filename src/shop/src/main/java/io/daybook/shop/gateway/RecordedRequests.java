package io.daybook.shop.gateway;

import io.daybook.kernel.event.Recorded;
import io.daybook.runtime.StreamReader;
import io.daybook.shop.payment.Payment;
import io.daybook.shop.payment.PaymentEvent.PaymentRequested;
import java.util.function.Function;

/** Finds what was requested of a payment in the first event of its stream; a real gateway would remember it. */
public final class RecordedRequests implements Function<String, PaymentRequested> {
    private final StreamReader streams;

    public RecordedRequests(StreamReader streams) {
        this.streams = streams;
    }

    /** @throws java.util.NoSuchElementException for an order without a payment */
    @Override
    public PaymentRequested apply(String orderId) {
        return streams.readFirst(Payment.CATEGORY, orderId, 1).stream()
                .map(Recorded::event)
                .filter(PaymentRequested.class::isInstance)
                .map(PaymentRequested.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
