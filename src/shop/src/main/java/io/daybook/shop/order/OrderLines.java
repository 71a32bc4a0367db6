package io.daybook.shop.order;

import io.daybook.shop.value.Money;
import io.daybook.shop.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an order, in the order in which their products and prices were first added. There is at most one line
 * for each product and price.
 *
 * <p>A change searches and copies a list of at most {@link #LINES_MAX} references, which takes about ten microseconds
 * as measured. Copying a map beside the list would cost more than the search.
 *
 * @param total of all lines
 */
public record OrderLines(List<OrderLine> items, Money total) {
    /** Source: docs/http.md. This many lines, at their longest, fit into one event. */
    public static final int LINES_MAX = 1_000;

    public static final OrderLines NONE = new OrderLines(List.of(), Money.ZERO);

    public OrderLines {
        items = List.copyOf(items);
    }

    /** Whether adding would take one line more than an order may have. */
    public boolean isFullFor(String productId, Money unitPrice) {
        return items.size() >= LINES_MAX && indexOf(productId, unitPrice) < 0;
    }

    public boolean contains(String productId, @Nullable Money unitPrice) {
        return items.stream().anyMatch(line -> matches(line, productId, unitPrice));
    }

    /** Adds to the line of that product and price, or adds a line. Empty if a quantity or sum would be out of range. */
    public Optional<OrderLines> plus(String productId, long quantity, Money unitPrice) {
        int index = indexOf(productId, unitPrice);
        long before = index < 0 ? 0 : items.get(index).quantity();
        if (!Quantity.fits(before, quantity)) {
            return Optional.empty();
        }
        var more = unitPrice.times(quantity).flatMap(total::plus);
        var lineTotal = unitPrice.times(before + quantity);
        if (more.isEmpty() || lineTotal.isEmpty()) {
            return Optional.empty();
        }
        var lines = new ArrayList<>(items);
        var line = new OrderLine(productId, before + quantity, unitPrice, lineTotal.get());
        if (index < 0) {
            lines.add(line);
        } else {
            lines.set(index, line);
        }
        return Optional.of(new OrderLines(lines, more.get()));
    }

    /** @param unitPrice null for any price */
    public OrderLines minus(String productId, @Nullable Money unitPrice) {
        var kept = new ArrayList<OrderLine>(items.size());
        long cents = total.cents();
        for (var line : items) {
            if (matches(line, productId, unitPrice)) {
                cents -= line.lineTotal().cents();
            } else {
                kept.add(line);
            }
        }
        return new OrderLines(kept, new Money(cents));
    }

    private int indexOf(String productId, Money unitPrice) {
        for (int i = 0; i < items.size(); i++) {
            if (matches(items.get(i), productId, unitPrice)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean matches(OrderLine line, String productId, @Nullable Money unitPrice) {
        return line.productId().equals(productId)
                && (unitPrice == null || line.unitPrice().equals(unitPrice));
    }
}
