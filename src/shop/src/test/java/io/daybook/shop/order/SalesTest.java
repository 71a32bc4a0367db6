package io.daybook.shop.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.tally.TallyKey;
import io.daybook.shop.order.OrderEvent.*;
import io.daybook.shop.value.Money;
import io.daybook.shop.value.MoneySum;
import io.daybook.testtools.ForAll;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What completed orders add to the sales of their day. */
final class SalesTest {
    private final Sales sales = new Sales();

    @Test
    void a_completed_order_adds_to_its_day_and_currency() {
        assertThat(sales.shares(recorded("2026-11-23T23:59:59.999Z", new OrderCompleted(Money.parse("12.50"), "EUR"))))
                .isEqualTo(Map.of(new TallyKey(LocalDate.of(2026, 11, 23), "EUR"), row(1, "12.50")));
    }

    @Test
    void nothing_else_is_a_sale() {
        for (var event : List.of(
                new OrderCreated(null, "EUR"),
                new OrderSubmitted(List.of(), Money.parse("1"), "EUR", "card", null),
                new OrderShipped(),
                new OrderCancelled(""))) {
            assertThat(sales.shares(recorded("2026-11-23T08:00:00.000Z", event)))
                    .isEmpty();
        }
    }

    @Test
    void sales_are_added_up() {
        assertThat(sales.merge(row(1, "12.50"), row(2, "0.01"))).isEqualTo(row(3, "12.51"));
    }

    @Test
    void a_revenue_may_have_more_digits_than_an_amount() {
        var max = new Money(Money.CENTS_MAX).toString();
        assertThat(sales.merge(row(1, max), row(1, "0.01"))).isEqualTo(row(2, "10000000000000000.00"));
        assertThat(sales.merge(row(1, max), row(1, max))).isEqualTo(row(2, "19999999999999999.98"));
    }

    /** Also where the sum is longer than an amount. */
    @Test
    void the_order_in_which_sales_are_added_up_does_not_matter() {
        ForAll.seeds(random -> {
            var rows = new ArrayList<Sales.Row>();
            for (int n = 0; n < 6; n++) {
                rows.add(row(1, new Money(random.nextLong(Money.CENTS_MAX / 2)).toString()));
            }
            var inOrder = rows.stream().reduce(sales::merge).orElseThrow();
            Collections.shuffle(rows, random);
            var left = sales.merge(sales.merge(rows.get(0), rows.get(1)), rows.get(2));
            var right = sales.merge(rows.get(3), sales.merge(rows.get(4), rows.get(5)));
            assertThat(sales.merge(right, left)).isEqualTo(inOrder);
        });
    }

    private static Sales.Row row(long orders, String revenue) {
        return new Sales.Row("2026-11-23", "EUR", orders, MoneySum.parse(revenue));
    }

    private static Recorded<OrderEvent> recorded(String at, OrderEvent event) {
        var metadata = new EventMetadata("c", "r", "c", null, Instant.parse(at), "test-1");
        return new Recorded<>(new StreamName("order", "o1"), 7, "e", event, metadata);
    }
}
