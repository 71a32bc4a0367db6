package io.daybook.shop.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.daybook.kernel.decide.InvalidCommandException;
import io.daybook.kernel.decide.InvalidCommandException.FieldError;
import io.daybook.shop.order.OrderCommand.*;
import io.daybook.shop.order.OrderEvent.*;
import io.daybook.shop.order.OrderRejection.*;
import io.daybook.shop.value.Address;
import io.daybook.shop.value.Money;
import io.daybook.testing.DeciderSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of orders. */
final class OrderTest {
    private static final Money PRICE = Money.parse("2.50");
    private static final Money OTHER_PRICE = Money.parse("2.00");
    private static final Money HIGHEST = new Money(Money.CENTS_MAX);
    private static final Address ADDRESS = new Address("1 Main St", "Springfield", "12345", "US");

    private static final OrderCreated CREATED = new OrderCreated("u1", "EUR");
    private static final ItemAdded LAMPS = new ItemAdded("lamp", 2, PRICE);
    private static final OrderSubmitted SUBMITTED = new OrderSubmitted(
            List.of(new OrderLine("lamp", 2, PRICE, Money.parse("5.00"))), Money.parse("5.00"), "EUR", "card", ADDRESS);
    private static final OrderCancelled CANCELLED = new OrderCancelled("changed my mind");
    private static final OrderShipped SHIPPED = new OrderShipped();
    private static final OrderCompleted COMPLETED = new OrderCompleted(Money.parse("5.00"), "EUR");

    private final DeciderSpec<OrderCommand, Order.State, OrderEvent> order = DeciderSpec.of(new Order());

    @Test
    void an_order_is_created_with_or_without_a_customer() {
        order.given().when(new Create("u1", "EUR")).then(CREATED);
        order.given().when(new Create(null, "USD")).then(new OrderCreated(null, "USD"));
    }

    @Test
    void an_order_is_created_once() {
        order.given(CREATED).when(new Create("u1", "EUR")).thenRejected(new OrderAlreadyCreated());
        order.given(CREATED, CANCELLED).when(new Create("u1", "EUR")).thenRejected(new OrderAlreadyCreated());
    }

    @Test
    void items_are_added() {
        order.given(CREATED).when(new AddItem("lamp", 2, PRICE)).then(LAMPS);
        order.given(CREATED)
                .when(new AddItem("lamp", 1_000_000_000, Money.ZERO))
                .then(new ItemAdded("lamp", 1_000_000_000, Money.ZERO));
    }

    @Test
    void lines_are_kept_by_product_and_price_in_the_order_in_which_they_came() {
        order.given(
                        CREATED,
                        LAMPS,
                        new ItemAdded("chair", 1, PRICE),
                        new ItemAdded("lamp", 1, OTHER_PRICE),
                        new ItemAdded("lamp", 3, PRICE))
                .thenState(new Order.State(
                        Order.Status.PENDING,
                        "u1",
                        new OrderLines(
                                List.of(
                                        new OrderLine("lamp", 5, PRICE, Money.parse("12.50")),
                                        new OrderLine("chair", 1, PRICE, PRICE),
                                        new OrderLine("lamp", 1, OTHER_PRICE, OTHER_PRICE)),
                                Money.parse("17.00")),
                        "EUR"));
    }

    @Test
    void an_order_has_a_thousand_lines_and_no_more() {
        var full = fullOrder();
        order.given(full.subList(0, full.size() - 1))
                .when(new AddItem("p1000", 1, PRICE))
                .then(new ItemAdded("p1000", 1, PRICE));
        order.given(full).when(new AddItem("p1001", 1, PRICE)).thenRejected(new OrderFull());
        order.given(full).when(new AddItem("p1", 1, OTHER_PRICE)).thenRejected(new OrderFull());
    }

    @Test
    void a_line_of_a_full_order_still_takes_more_pieces() {
        order.given(fullOrder()).when(new AddItem("p1", 1, PRICE)).then(new ItemAdded("p1", 1, PRICE));
    }

    @Test
    void a_line_does_not_grow_beyond_a_billion_pieces() {
        order.given(CREATED, new ItemAdded("lamp", 999_999_999, Money.ZERO))
                .when(new AddItem("lamp", 1, Money.ZERO))
                .then(new ItemAdded("lamp", 1, Money.ZERO));
        order.given(CREATED, new ItemAdded("lamp", 999_999_999, Money.ZERO))
                .when(new AddItem("lamp", 2, Money.ZERO))
                .thenRejected(new AmountOutOfRange(Money.ZERO, 2, Money.ZERO));
    }

    @Test
    void neither_a_line_nor_the_total_grows_beyond_18_digits() {
        order.given(CREATED)
                .when(new AddItem("lamp", 2, HIGHEST))
                .thenRejected(new AmountOutOfRange(Money.ZERO, 2, HIGHEST));
        order.given(CREATED, new ItemAdded("lamp", 1, HIGHEST))
                .when(new AddItem("lamp", 1, HIGHEST))
                .thenRejected(new AmountOutOfRange(HIGHEST, 1, HIGHEST));
        order.given(CREATED, new ItemAdded("lamp", 1, HIGHEST))
                .when(new AddItem("chair", 1, new Money(1)))
                .thenRejected(new AmountOutOfRange(HIGHEST, 1, new Money(1)));
        order.given(CREATED, new ItemAdded("lamp", 1, HIGHEST))
                .when(new AddItem("gift", 1, Money.ZERO))
                .then(new ItemAdded("gift", 1, Money.ZERO));
    }

    @Test
    void a_line_is_removed_by_product_and_price() {
        order.given(CREATED, LAMPS, new ItemAdded("lamp", 1, OTHER_PRICE))
                .when(new RemoveItem("lamp", PRICE))
                .then(new ItemRemoved("lamp", PRICE));
        order.given(CREATED, LAMPS, new ItemAdded("lamp", 1, OTHER_PRICE), new ItemRemoved("lamp", PRICE))
                .thenState(new Order.State(
                        Order.Status.PENDING,
                        "u1",
                        new OrderLines(List.of(new OrderLine("lamp", 1, OTHER_PRICE, OTHER_PRICE)), OTHER_PRICE),
                        "EUR"));
    }

    @Test
    void all_lines_of_a_product_are_removed_where_no_price_is_given() {
        order.given(CREATED, LAMPS).when(new RemoveItem("lamp", null)).then(new ItemRemoved("lamp", null));
        order.given(CREATED, LAMPS, new ItemAdded("lamp", 1, OTHER_PRICE), new ItemRemoved("lamp", null))
                .thenState(new Order.State(Order.Status.PENDING, "u1", OrderLines.NONE, "EUR"));
    }

    @Test
    void what_is_not_in_the_order_cannot_be_removed() {
        order.given(CREATED, LAMPS).when(new RemoveItem("chair", null)).thenRejected(new ItemNotInOrder("chair", null));
        order.given(CREATED, LAMPS)
                .when(new RemoveItem("lamp", OTHER_PRICE))
                .thenRejected(new ItemNotInOrder("lamp", OTHER_PRICE));
    }

    @Test
    void a_pending_order_with_items_is_submitted_whole() {
        order.given(CREATED, LAMPS).when(new Submit("card", ADDRESS)).then(SUBMITTED);
        order.given(CREATED, LAMPS)
                .when(new Submit("card", null))
                .then(new OrderSubmitted(SUBMITTED.items(), SUBMITTED.total(), "EUR", "card", null));
    }

    @Test
    void an_order_without_items_cannot_be_submitted() {
        order.given(CREATED).when(new Submit("card", null)).thenRejected(new OrderEmpty());
        order.given(CREATED, LAMPS, new ItemRemoved("lamp", null))
                .when(new Submit("card", null))
                .thenRejected(new OrderEmpty());
    }

    @Test
    void only_a_pending_order_is_changed_or_submitted() {
        for (var later : List.<List<OrderEvent>>of(
                List.of(SUBMITTED),
                List.of(SUBMITTED, SHIPPED),
                List.of(SUBMITTED, SHIPPED, COMPLETED),
                List.of(CANCELLED))) {
            var history = new ArrayList<OrderEvent>(List.of(CREATED, LAMPS));
            history.addAll(later);
            var refused = new OrderNotPending(status(history));
            order.given(history).when(new AddItem("chair", 1, PRICE)).thenRejected(refused);
            order.given(history).when(new RemoveItem("lamp", null)).thenRejected(refused);
            order.given(history).when(new Submit("card", null)).thenRejected(refused);
        }
    }

    @Test
    void a_pending_or_submitted_order_is_cancelled() {
        order.given(CREATED).when(new Cancel("changed my mind")).then(CANCELLED);
        order.given(CREATED, LAMPS, SUBMITTED)
                .when(new Cancel("Payment failed: card_declined"))
                .then(new OrderCancelled("Payment failed: card_declined"));
    }

    @Test
    void a_cancelled_order_need_not_be_cancelled() {
        order.given(CREATED, CANCELLED).when(new Cancel("another reason")).thenNothing();
    }

    @Test
    void a_shipped_or_completed_order_cannot_be_cancelled() {
        order.given(CREATED, LAMPS, SUBMITTED, SHIPPED).when(new Cancel("")).thenRejected(new OrderIsShipped());
        order.given(CREATED, LAMPS, SUBMITTED, SHIPPED, COMPLETED)
                .when(new Cancel(""))
                .thenRejected(new OrderIsCompleted());
    }

    @Test
    void a_submitted_order_is_shipped_once() {
        order.given(CREATED, LAMPS, SUBMITTED).when(new Ship()).then(SHIPPED);
        order.given(CREATED, LAMPS, SUBMITTED, SHIPPED).when(new Ship()).thenNothing();
        order.given(CREATED, LAMPS, SUBMITTED, SHIPPED, COMPLETED)
                .when(new Ship())
                .thenNothing();
    }

    @Test
    void an_order_that_is_pending_or_cancelled_is_not_shipped() {
        order.given(CREATED, LAMPS).when(new Ship()).thenRejected(new OrderNotSubmitted(Order.Status.PENDING));
        order.given(CREATED, LAMPS, SUBMITTED, CANCELLED)
                .when(new Ship())
                .thenRejected(new OrderNotSubmitted(Order.Status.CANCELLED));
    }

    @Test
    void a_shipped_order_is_completed_once_with_its_total() {
        order.given(CREATED, LAMPS, SUBMITTED, SHIPPED).when(new Complete()).then(COMPLETED);
        order.given(CREATED, LAMPS, SUBMITTED, SHIPPED, COMPLETED)
                .when(new Complete())
                .thenNothing();
    }

    @Test
    void an_order_that_is_not_shipped_is_not_completed() {
        order.given(CREATED).when(new Complete()).thenRejected(new OrderNotShipped(Order.Status.PENDING));
        order.given(CREATED, LAMPS, SUBMITTED)
                .when(new Complete())
                .thenRejected(new OrderNotShipped(Order.Status.SUBMITTED));
        order.given(CREATED, CANCELLED).when(new Complete()).thenRejected(new OrderNotShipped(Order.Status.CANCELLED));
    }

    @Test
    void commands_out_of_range_are_refused() {
        refused(() -> new Create("u 1", "usd"), "currency", "customerId");
        refused(() -> new AddItem("", 0, new Money(-1)), "productId", "quantity", "unitPrice");
        refused(() -> new AddItem("lamp", 1_000_000_001, PRICE), "quantity");
        refused(() -> new RemoveItem("..", new Money(-1)), "productId", "unitPrice");
        refused(
                () -> new Submit("", new Address("", "x", "x", "x".repeat(201))),
                "paymentMethod",
                "shippingAddress.street",
                "shippingAddress.country");
        refused(() -> new Submit("x".repeat(101), null), "paymentMethod");
        refused(() -> new Cancel("x".repeat(501)), "reason");
    }

    private static List<OrderEvent> fullOrder() {
        var events = new ArrayList<OrderEvent>();
        events.add(CREATED);
        for (int n = 1; n <= OrderLines.LINES_MAX; n++) {
            events.add(new ItemAdded("p" + n, 1, PRICE));
        }
        return events;
    }

    private static Order.Status status(List<OrderEvent> history) {
        var decider = new Order();
        var state = decider.initial();
        for (var event : history) {
            state = decider.evolve(state, event);
        }
        return state.status();
    }

    private static void refused(Runnable command, String... fields) {
        assertThatExceptionOfType(InvalidCommandException.class)
                .isThrownBy(command::run)
                .satisfies(e ->
                        assertThat(e.errors()).extracting(FieldError::field).containsExactly(fields));
    }
}
