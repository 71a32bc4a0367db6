package io.daybook.shop.fulfilment;

import io.daybook.shop.order.OrderLine;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an order needs of each product, and where those pieces are. They move in waves: some at a time from one place to
 * the next, and on with the answers.
 *
 * @param items one for each product, in the order of their first line
 */
public record Stock(List<Item> items) {
    static final Stock NONE = new Stock(List.of());

    public Stock {
        items = List.copyOf(items);
    }

    /**
     * Some pieces of one product. Up to a thousand are stored with each step, so it is short.
     *
     * @param quantity the sum of the order's lines
     */
    public record Item(String productId, long quantity, Place place) {}

    /** Where the pieces are, as far as the saga knows. */
    public enum Place {
        /** Nothing was requested yet. */
        SHELF,
        /** A reservation was requested and is not answered yet. */
        RESERVING,
        RESERVED,
        /** There would be enough, but others have reserved it. */
        TAKEN,
        /** There were too few pieces, or there is no such product. */
        MISSING,
        /** Their release was requested and is not answered yet. */
        RELEASING,
        RELEASED,
        /** Their shipment was requested and is not answered yet. */
        SHIPPING,
        SHIPPED
    }

    static Stock of(List<OrderLine> lines) {
        var quantities = new LinkedHashMap<String, Long>();
        lines.forEach(line -> quantities.merge(line.productId(), line.quantity(), Long::sum));
        return new Stock(quantities.entrySet().stream()
                .map(entry -> new Item(entry.getKey(), entry.getValue(), Place.SHELF))
                .toList());
    }

    /** The first few items at a place. */
    List<Item> at(Place place, int limit) {
        return items.stream().filter(item -> item.place() == place).limit(limit).toList();
    }

    /** The item with the lowest product id. */
    Optional<Item> lowestAt(Place place) {
        return items.stream().filter(item -> item.place() == place).min(Comparator.comparing(Item::productId));
    }

    boolean isAnyAt(Place place) {
        return items.stream().anyMatch(item -> item.place() == place);
    }

    boolean areAllAt(Place place) {
        return items.stream().allMatch(item -> item.place() == place);
    }

    /** As before anything was requested. */
    Stock onShelf() {
        return new Stock(items.stream()
                .map(item -> new Item(item.productId(), item.quantity(), Place.SHELF))
                .toList());
    }

    Stock moved(Set<String> productIds, Place to) {
        return new Stock(items.stream()
                .map(item ->
                        productIds.contains(item.productId()) ? new Item(item.productId(), item.quantity(), to) : item)
                .toList());
    }
}
