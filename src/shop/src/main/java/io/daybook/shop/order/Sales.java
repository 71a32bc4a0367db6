package io.daybook.shop.order;

import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.IndexKey;
import io.daybook.kernel.project.MultiStreamProjection;
import io.daybook.shop.order.OrderEvent.*;
import io.daybook.shop.value.Money;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** What was sold, by the day on which the orders were completed, and by currency. */
public final class Sales implements MultiStreamProjection<OrderEvent, Sales.Row> {
    /** The most that a row shows: a revenue that would be greater stays there, whatever the order of its parts. */
    private static final Money REVENUE_MAX = new Money(Money.CENTS_MAX);

    /**
     * @param day in UTC, such as {@code 2026-11-23}
     * @param orders how many were completed
     * @param revenue the sum of their totals, at most 18 digits
     */
    public record Row(String day, String currency, long orders, Money revenue) {}

    @Override
    public String name() {
        return "sales";
    }

    @Override
    public Map<String, Row> shares(Recorded<OrderEvent> recorded) {
        return switch (recorded.event()) {
            case OrderCompleted(var total, var currency) -> {
                var at = recorded.metadata().at();
                var day = LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
                yield Map.of(day + "#" + currency, new Row(day, currency, 1, total));
            }
            case OrderCreated _, ItemAdded _, ItemRemoved _, OrderSubmitted _, OrderCancelled _, OrderShipped _ ->
                Map.of();
        };
    }

    /** Totals are never negative, so that a sum that is cut off at its maximum does not depend on the order either. */
    @Override
    public Row merge(Row one, Row other) {
        var revenue = one.revenue().plus(other.revenue()).orElse(REVENUE_MAX);
        return new Row(one.day(), one.currency(), one.orders() + other.orders(), revenue);
    }

    @Override
    public List<IndexKey> keys(Row row) {
        return List.of(IndexKey.ofDay("day", row.day(), row.currency()));
    }

    /** All orders that are completed on the same day add to one row. */
    @Override
    public int parts() {
        return IndexKey.PARTS;
    }
}
