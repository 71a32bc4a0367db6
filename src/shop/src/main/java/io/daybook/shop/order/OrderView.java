package io.daybook.shop.order;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.Lookup;
import io.daybook.kernel.project.Projection;
import io.daybook.shop.order.OrderEvent.*;
import io.daybook.shop.value.Id;
import io.daybook.shop.value.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row for each order: its lines, its total and its status. */
public final class OrderView implements Projection<OrderEvent, OrderView.Row> {
    /**
     * @param status "pending", "submitted", "shipped", "completed" or "cancelled"
     * @param reason of the cancellation; null if there was none
     * @param version of the stream that the row reflects
     */
    public record Row(
            String orderId,
            @Nullable String customerId,
            List<OrderLine> items,
            Money total,
            String currency,
            String status,
            @Nullable String reason,
            Instant createdAt,
            @Nullable Instant submittedAt,
            Instant lastUpdated,
            long version) {
        public Row {
            items = List.copyOf(items);
        }

        private OrderLines lines() {
            return new OrderLines(items, total);
        }
    }

    @Override
    public String name() {
        return "orders";
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
    public @Nullable Row evolve(@Nullable Row row, Recorded<OrderEvent> recorded) {
        if (recorded.event() instanceof OrderCreated created) {
            return first(created, recorded);
        }
        if (row == null) {
            throw new IllegalStateException(recorded.stream() + " does not begin with OrderCreated");
        }
        var next = new Change(row, recorded);
        return switch (recorded.event()) {
            case OrderCreated _ -> row;
            case ItemAdded(var productId, var quantity, var unitPrice) ->
                next.lines(row.lines().plus(productId, quantity, unitPrice).orElseThrow());
            case ItemRemoved(var productId, var unitPrice) ->
                next.lines(row.lines().minus(productId, unitPrice));
            case OrderSubmitted _ -> next.submitted();
            case OrderCancelled(var reason) -> next.status("cancelled", reason);
            case OrderShipped() -> next.status("shipped", null);
            case OrderCompleted _ -> next.status("completed", null);
        };
    }

    @Override
    public List<Lookup<Row>> lookups() {
        return List.of(
                Lookup.by("customerId", Row::customerId)
                        .in("customer")
                        .normalised(Id::lookedUp)
                        .sortedByTime(Row::createdAt)
                        .withRange("created")
                        .descending(),
                Lookup.by("status", Row::status)
                        .oneOf("pending", "submitted", "shipped", "completed", "cancelled")
                        .spread()
                        .sortedByTime(Row::createdAt)
                        .withRange("created")
                        .descending());
    }

    private static Row first(OrderCreated created, Recorded<OrderEvent> recorded) {
        var at = recorded.metadata().at();
        return new Row(
                recorded.stream().id(),
                created.customerId(),
                List.of(),
                Money.ZERO,
                created.currency(),
                "pending",
                null,
                at,
                null,
                at,
                recorded.version());
    }

    /** The former row and the event that changes it. */
    private record Change(Row row, Recorded<OrderEvent> recorded) {
        Row lines(OrderLines lines) {
            return row(lines, row.status(), row.reason(), row.submittedAt());
        }

        Row submitted() {
            return row(row.lines(), "submitted", null, at());
        }

        Row status(String status, @Nullable String reason) {
            return row(row.lines(), status, reason, row.submittedAt());
        }

        private Instant at() {
            return recorded.metadata().at();
        }

        private Row row(OrderLines lines, String status, @Nullable String reason, @Nullable Instant submittedAt) {
            return new Row(
                    row.orderId(),
                    row.customerId(),
                    lines.items(),
                    lines.total(),
                    row.currency(),
                    status,
                    reason,
                    row.createdAt(),
                    submittedAt,
                    at(),
                    recorded.version());
        }
    }
}
