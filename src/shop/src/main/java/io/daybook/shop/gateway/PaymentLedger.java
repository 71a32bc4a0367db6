package io.daybook.shop.gateway;

import io.daybook.shop.value.Money;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a simulated gateway took and gave back, by order. It is kept in memory, so that tests can check it. */
public final class PaymentLedger {
    private final Map<String, Books> books = new BoundedMap<>();

    /**
     * The money of one order.
     *
     * @param charges what was taken, by idempotency key; more than one means that money was taken twice
     * @param refunds what was given back, by idempotency key
     */
    public record Books(Map<String, Money> charges, Map<String, Money> refunds) {
        static final Books EMPTY = new Books(Map.of(), Map.of());

        public Books {
            charges = Map.copyOf(charges);
            refunds = Map.copyOf(refunds);
        }
    }

    /** Takes the money, unless the key was used before. */
    synchronized void charged(String idempotencyKey, String orderId, Money amount) {
        var known = books.getOrDefault(orderId, Books.EMPTY);
        books.put(orderId, new Books(with(known.charges(), idempotencyKey, amount), known.refunds()));
    }

    /** Gives the money back, unless the key was used before. */
    synchronized void refunded(String idempotencyKey, String orderId, Money amount) {
        var known = books.getOrDefault(orderId, Books.EMPTY);
        books.put(orderId, new Books(known.charges(), with(known.refunds(), idempotencyKey, amount)));
    }

    public synchronized Books of(String orderId) {
        return books.getOrDefault(orderId, Books.EMPTY);
    }

    public synchronized Map<String, Books> all() {
        return new LinkedHashMap<>(books);
    }

    private static Map<String, Money> with(Map<String, Money> entries, String key, Money amount) {
        var more = new HashMap<>(entries);
        more.putIfAbsent(key, amount);
        return more;
    }
}
