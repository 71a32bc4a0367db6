package io.daybook.shop.fulfilment;

import io.daybook.shop.order.OrderLine;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an order needs of each product, and how far that has come. Changed in waves: some at a time go from one place to
 * the next, and come to a third with their answers.
 *
 * @param items one for each product, in the order in which the order names them first
 */
public record Stock(List<Item> items) {
    static final Stock NONE = new Stock(List.of());

    public Stock {
        items = List.copyOf(items);
    }

    /**
     * Some pieces of one product. Stored with each step of the process, a thousand at a time, so it is short.
     *
     * @param quantity summed over the order's lines
     */
    public record Item(String productId, long quantity, Place place) {}

    /** Where the pieces are, as far as is known. */
    public enum Place {
        /** On the shelf; nothing was asked. */
        SHELF,
        /** A reservation was asked for, and is not answered. */
        RESERVING,
        RESERVED,
        /** There would be enough, but others have reserved it. */
        TAKEN,
        /** There were too few, or there is no such product. */
        MISSING,
        /** Its release was asked for, and is not answered. */
        RELEASING,
        RELEASED,
        /** Its shipment was asked for, and is not answered. */
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

    /** The first few that are at a place. */
    List<Item> at(Place place, int limit) {
        return items.stream().filter(item -> item.place() == place).limit(limit).toList();
    }

    /** The one with the lowest product id. */
    Optional<Item> lowestAt(Place place) {
        return items.stream().filter(item -> item.place() == place).min(Comparator.comparing(Item::productId));
    }

    boolean isAnyAt(Place place) {
        return items.stream().anyMatch(item -> item.place() == place);
    }

    boolean areAllAt(Place place) {
        return items.stream().allMatch(item -> item.place() == place);
    }

    /** As before anything was asked. */
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
