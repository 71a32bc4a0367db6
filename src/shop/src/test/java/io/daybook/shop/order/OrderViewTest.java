package io.daybook.shop.order;

import static io.daybook.testing.ViewSpec.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.daybook.shop.order.OrderEvent.*;
import io.daybook.shop.order.OrderView.Row;
import io.daybook.shop.value.Money;
import io.daybook.testing.ViewSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is shown of an order. */
final class OrderViewTest {
    private static final Money PRICE = Money.parse("2.50");
    private static final Money TOTAL = Money.parse("5.00");
    private static final List<OrderLine> LINES = List.of(new OrderLine("lamp", 2, PRICE, TOTAL));
    private static final List<OrderEvent> SUBMITTED = List.of(
            new OrderCreated("u1", "EUR"),
            new ItemAdded("lamp", 2, PRICE),
            new OrderSubmitted(LINES, TOTAL, "EUR", "card", null));

    private final ViewSpec<OrderEvent, Row> view = new ViewSpec<>(new OrderView(), "order-o1");

    @Test
    void a_new_order_is_pending_and_comes_to_nothing() {
        assertThat(view.after(new OrderCreated(null, "EUR")))
                .isEqualTo(new Row("o1", null, List.of(), Money.ZERO, "EUR", "pending", null, at(1), null, at(1), 1));
    }

    @Test
    void items_come_with_the_total_of_their_line() {
        assertThat(view.after(new OrderCreated("u1", "EUR"), new ItemAdded("lamp", 2, PRICE)))
                .isEqualTo(new Row("o1", "u1", LINES, TOTAL, "EUR", "pending", null, at(1), null, at(2), 2));
    }

    @Test
    void removed_items_are_gone() {
        assertThat(view.after(
                        new OrderCreated("u1", "EUR"),
                        new ItemAdded("lamp", 2, PRICE),
                        new ItemAdded("lamp", 1, TOTAL),
                        new ItemRemoved("lamp", TOTAL)))
                .isEqualTo(new Row("o1", "u1", LINES, TOTAL, "EUR", "pending", null, at(1), null, at(4), 4));
    }

    @Test
    void a_submitted_order_shows_when_it_was_submitted() {
        assertThat(view.after(SUBMITTED)).isEqualTo(row("submitted", null, 3));
    }

    @Test
    void a_cancelled_order_says_why() {
        assertThat(view.after(submittedAnd(new OrderCancelled("Insufficient inventory"))))
                .isEqualTo(row("cancelled", "Insufficient inventory", 4));
    }

    @Test
    void a_shipped_and_a_completed_order_say_so() {
        assertThat(view.after(submittedAnd(new OrderShipped()))).isEqualTo(row("shipped", null, 4));
        assertThat(view.after(submittedAnd(new OrderShipped(), new OrderCompleted(TOTAL, "EUR"))))
                .isEqualTo(row("completed", null, 5));
    }

    @Test
    void a_stream_that_does_not_begin_with_a_creation_is_an_error() {
        assertThatIllegalStateException().isThrownBy(() -> view.after(new OrderShipped()));
    }

    private static List<OrderEvent> submittedAnd(OrderEvent... more) {
        var events = new ArrayList<>(SUBMITTED);
        events.addAll(List.of(more));
        return events;
    }

    private static Row row(String status, @Nullable String reason, long version) {
        return new Row("o1", "u1", LINES, TOTAL, "EUR", status, reason, at(1), at(3), at(version), version);
    }
}
