package io.daybook.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.json.JacksonEventCodec;
import io.daybook.adapter.json.JacksonStateCodec;
import io.daybook.kernel.decide.Category;
import io.daybook.shop.inventory.Inventory;
import io.daybook.shop.order.Order;
import io.daybook.shop.order.OrderEvent;
import io.daybook.shop.order.OrderEvent.OrderSubmitted;
import io.daybook.shop.order.OrderLine;
import io.daybook.shop.order.OrderLines;
import io.daybook.shop.payment.Payment;
import io.daybook.shop.user.User;
import io.daybook.shop.value.Address;
import io.daybook.shop.value.Money;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the domain keeps fits where it is kept. */
final class StatesTest {
    /** The data of one event has at most the size of a body. Source: docs/http.md. */
    private static final int EVENT_BYTES_MAX = 256 * 1024;

    private static final Money HIGHEST = new Money(Money.CENTS_MAX);
    private static final Address ADDRESS = new Address("1 Main St", "Springfield", "12345", "US");

    @Test
    void states_are_kept_in_snapshots_and_read_back() {
        keeps(User.CATEGORY, new User.State(User.Status.ACTIVE, "Ada@example.org", "Ada", ADDRESS));
        keeps(User.CATEGORY, new User.State(User.Status.PENDING, "Ada@example.org", "Ada", null));
        keeps(Inventory.CATEGORY, new Inventory.State(Inventory.Status.REGISTERED, 10, 5, Map.of("o1", 4L, "o2", 1L)));
        keeps(Payment.CATEGORY, new Payment.State(Payment.Status.PROCESSED, HIGHEST, "EUR", "ref-1"));
        var lines = OrderLines.NONE.plus("lamp", 2, new Money(250)).orElseThrow();
        keeps(Order.CATEGORY, new Order.State(Order.Status.PENDING, "c1", lines, "EUR"));
    }

    @Test
    void states_of_nothing_are_kept_too() {
        keepsInitial(User.CATEGORY);
        keepsInitial(Inventory.CATEGORY);
        keepsInitial(Payment.CATEGORY);
        keepsInitial(Order.CATEGORY);
    }

    @Test
    void an_order_of_a_thousand_of_the_longest_lines_fits_into_one_event() {
        var lines = new ArrayList<OrderLine>();
        for (int n = 0; n < OrderLines.LINES_MAX; n++) {
            lines.add(new OrderLine("x".repeat(128), 1_000_000_000, HIGHEST, HIGHEST));
        }
        var longest = "\u0001".repeat(200);
        var event = new OrderSubmitted(
                lines, HIGHEST, "EUR", "\u0001".repeat(100), new Address(longest, longest, longest, longest));
        var codec = new JacksonEventCodec<>(OrderEvent.TYPES, ShopForTests.mapper());
        assertThat(codec.encode("e1", event).data().getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThan(EVENT_BYTES_MAX);
    }

    private static <S> void keepsInitial(Category<?, S, ?> category) {
        keeps(category, category.decider().initial());
    }

    private static <S> void keeps(Category<?, S, ?> category, S state) {
        var codec = new JacksonStateCodec<>(category.stateType(), ShopForTests.mapper());
        assertThat(List.of(codec.decode(codec.encode(state)))).isEqualTo(List.of(state));
    }
}
