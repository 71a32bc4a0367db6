package io.daybook.shop.order;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.WalkBounds;
import io.daybook.kernel.handle.CommandHandler;
import io.daybook.kernel.memory.HeapCodec;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.project.AsOf;
import io.daybook.kernel.project.History;
import io.daybook.kernel.project.History.Lookback;
import io.daybook.kernel.project.History.Step;
import io.daybook.kernel.store.Snapshots;
import io.daybook.shop.ShopForTests;
import io.daybook.shop.order.OrderCommand.*;
import io.daybook.shop.order.OrderEvent.*;
import io.daybook.shop.value.Money;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Orders with many lines. */
final class LongOrderTest {
    private static final int LINES = 600;

    private final MemoryEventStore store = new MemoryEventStore();
    private final HeapCodec<OrderEvent> codec = new HeapCodec<>(OrderEvent.TYPES);
    private final CommandHandler<OrderCommand, Order.State, OrderEvent> orders = new CommandHandler<>(
            Order.CATEGORY, codec, new HeapCodec.States<>(), store, Snapshots.none(), ShopForTests.settings());

    @Test
    void an_order_of_600_lines_is_built_read_back_at_any_version_and_submitted() {
        send(new Create(null, "EUR"));
        for (int line = 1; line <= LINES; line++) {
            send(new AddItem("p" + line, line, new Money(1)));
        }
        send(new Submit("card", null));
        var history = new History<>(new OrderView(), codec, store, WalkBounds.NONE);
        for (int version = 1; version <= LINES + 1; version++) {
            int lines = version - 1;
            var row = seen(history.asOf(new StreamName("order", "o1"), new AsOf.Version(version)));
            assertThat(row.items()).hasSize(lines);
            assertThat(row.total()).isEqualTo(new Money(lines * (lines + 1L) / 2));
            assertThat(row.status()).isEqualTo("pending");
        }
        var last = store.last(new StreamName("order", "o1")).orElseThrow();
        assertThat(codec.decode(last).getFirst().event())
                .isInstanceOfSatisfying(
                        OrderSubmitted.class,
                        submitted -> assertThat(submitted.items()).hasSize(LINES));
    }

    private static OrderView.Row seen(Lookback<Step<OrderView.Row>> past) {
        return switch (past) {
            case Lookback.Seen(var step) -> requireNonNull(step.row());
            case Lookback.Absent() -> throw new AssertionError("there is no order");
            case Lookback.TooLong() -> throw new AssertionError("the order is too long");
        };
    }

    private void send(OrderCommand command) {
        assertThat(orders.handle(
                        "o1", command, CommandContext.of(UUID.randomUUID().toString())))
                .isInstanceOf(Outcome.Accepted.class);
    }
}
