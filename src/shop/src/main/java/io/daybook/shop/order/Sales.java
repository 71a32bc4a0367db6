package io.daybook.shop.order;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.tally.Tally;
import io.daybook.kernel.tally.TallyKey;
import io.daybook.shop.order.OrderEvent.*;
import io.daybook.shop.value.MoneySum;
import java.util.Map;

/** Sales by the day on which orders were completed, and by currency. */
public final class Sales implements Tally<OrderEvent, Sales.Row> {
    /**
     * @param day in UTC, such as {@code 2026-11-23}
     * @param orders how many orders were completed
     * @param revenue the sum of their totals, which may have more digits than any of them
     */
    public record Row(String day, String currency, long orders, MoneySum revenue) {}

    @Override
    public String name() {
        return "sales";
    }

    @Override
    public Category<?, ?, OrderEvent> follows() {
        return Order.CATEGORY;
    }

    @Override
    public Class<Row> rowType() {
        return Row.class;
    }

    @Override
    public Map<TallyKey, Row> shares(Recorded<OrderEvent> recorded) {
        return switch (recorded.event()) {
            case OrderCompleted(var total, var currency) -> {
                var key = TallyKey.of(recorded, currency);
                yield Map.of(key, new Row(key.day().toString(), currency, 1, MoneySum.of(total)));
            }
            case OrderCreated _, ItemAdded _, ItemRemoved _, OrderSubmitted _, OrderCancelled _, OrderShipped _ ->
                Map.of();
        };
    }

    @Override
    public Row merge(Row one, Row other) {
        return new Row(
                one.day(),
                one.currency(),
                one.orders() + other.orders(),
                one.revenue().plus(other.revenue()));
    }

    /** All orders that are completed on the same day add to one row. */
    @Override
    public boolean spread() {
        return true;
    }
}
