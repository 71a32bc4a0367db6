package io.daybook.shop.retail;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.capacity.Capacity;
import io.daybook.adapter.dynamodb.capacity.CapacityMeter;
import io.daybook.adapter.dynamodb.store.DynamoEventStore;
import io.daybook.adapter.json.JacksonEventCodec;
import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.WalkBounds;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.handle.CommandHandler;
import io.daybook.kernel.project.AsOf;
import io.daybook.kernel.project.History;
import io.daybook.kernel.project.History.Lookback;
import io.daybook.kernel.store.EventStore;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.wiring.Stores;
import io.daybook.runtime.wiring.Wiring;
import io.daybook.shop.ShopForTests;
import io.daybook.shop.inventory.Inventory;
import io.daybook.shop.inventory.InventoryCommand;
import io.daybook.shop.inventory.InventoryCommand.Register;
import io.daybook.shop.inventory.InventoryEvent;
import io.daybook.shop.inventory.InventoryView;
import io.daybook.shop.order.Order;
import io.daybook.shop.order.OrderCommand;
import io.daybook.shop.order.OrderCommand.AddItem;
import io.daybook.shop.order.OrderCommand.Create;
import io.daybook.shop.order.OrderEvent;
import io.daybook.shop.order.OrderView;
import io.daybook.shop.retail.RetailDay.Invoice;
import io.daybook.shop.retail.RetailDay.Product;
import io.daybook.shop.value.Money;
import io.daybook.testtools.DynamoDbForTests;
import io.daybook.testtools.Race;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Imports 2010-12-01 with 8 concurrent writers, each an instance with a cache of its own. */
final class RetailDayTest {
    private static final String FOLDER = "RETAIL_DATA_DIR";
    private static final int WRITERS = 8;

    private static final Aggregate<OrderCommand, Order.State, OrderEvent, OrderView.Row> ORDERS =
            new Aggregate<>("orders", Order.CATEGORY, new OrderView());
    private static final Aggregate<InventoryCommand, Inventory.State, InventoryEvent, InventoryView.Row> INVENTORY =
            new Aggregate<>("inventory", Inventory.CATEGORY, new InventoryView());

    private final CapacityMeter meter = new CapacityMeter();

    private record Writer(
            CommandHandler<OrderCommand, Order.State, OrderEvent> orders,
            CommandHandler<InventoryCommand, Inventory.State, InventoryEvent> inventory) {
        void register(String stockCode, Product product) {
            send(inventory, stockCode, new Register(product.name(), product.demand()));
        }

        int order(Invoice invoice) {
            send(orders, invoice.number(), new Create(invoice.customerId(), "GBP"));
            for (var line : invoice.lines()) {
                send(orders, invoice.number(), new AddItem(line.stockCode(), line.quantity(), money(line.unitPrice())));
            }
            return 1 + invoice.lines().size();
        }

        private static <C> void send(CommandHandler<C, ?, ?> handler, String id, C command) {
            var context = CommandContext.of(UUID.randomUUID().toString());
            assertThat(handler.handle(id, command, context))
                    .as("%s %s", id, command)
                    .isInstanceOf(Outcome.Accepted.class);
        }
    }

    @Test
    void every_order_of_a_real_day_comes_to_the_total_of_the_file() {
        var folder = System.getenv(FOLDER);
        assumeTrue(
                folder != null && Files.isDirectory(Path.of(folder)),
                FOLDER + " names no folder: the real day is not imported");
        var day = RetailDay.read(Path.of(folder, "2010-12-01.csv"));
        try (var client = DynamoDbForTests.clientBuilder()
                .overrideConfiguration(override -> override.addExecutionInterceptor(meter))
                .build()) {
            var store = new DynamoEventStore(client, Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none());
            importDay(day, store);
            assertThat(day.invoices()).isNotEmpty().allSatisfy(invoice -> assertImported(invoice, store));
            assertThat(day.products())
                    .allSatisfy((code, product) -> assertThat(view(INVENTORY, "inventory-" + code, store))
                            .isEqualTo(new InventoryView.Row(
                                    code, product.name(), product.demand(), 0, product.demand(), 1)));
        }
    }

    private void importDay(RetailDay day, EventStore store) {
        var before = meter.total();
        long begin = System.nanoTime();
        race(day.products().entrySet(), store, (writer, entry) -> writer.register(entry.getKey(), entry.getValue()));
        race(day.invoices(), store, Writer::order);
        double seconds = (System.nanoTime() - begin) / 1e9;
        long commands = day.products().size()
                + day.invoices().stream()
                        .mapToLong(invoice -> 1 + invoice.lines().size())
                        .sum();
        report(day, commands, seconds, meter.total().minus(before));
    }

    private static void report(RetailDay day, long commands, double seconds, Capacity used) {
        System.out.printf(
                Locale.ROOT,
                "%d products, %d orders, %d commands: %.0f commands/s; per command %.3f requests, %.3f RCU, %.3f WCU%n",
                day.products().size(),
                day.invoices().size(),
                commands,
                commands / seconds,
                (double) used.requests() / commands,
                used.readUnits() / commands,
                used.writeUnits() / commands);
    }

    /** Every writer takes the next piece of work until none is left. */
    private static <T> void race(Collection<T> work, EventStore store, BiConsumer<Writer, T> write) {
        Queue<T> queue = new ConcurrentLinkedQueue<>(work);
        Race.of(WRITERS, number -> {
            var wiring = new Wiring(ShopForTests.MODEL, Stores.inMemory(store), ShopForTests.settings());
            var writer = new Writer(wiring.handler(ORDERS), wiring.handler(INVENTORY));
            for (var piece = queue.poll(); piece != null; piece = queue.poll()) {
                write.accept(writer, piece);
            }
            return number;
        });
    }

    private static void assertImported(Invoice invoice, EventStore store) {
        var row = view(ORDERS, "order-" + invoice.number(), store);
        assertThat(BigDecimal.valueOf(row.total().cents(), 2))
                .as(invoice.number())
                .isEqualByComparingTo(invoice.total());
        assertThat(row.customerId()).isEqualTo(invoice.customerId());
        assertThat(row.version()).isEqualTo(1 + invoice.lines().size());
        assertThat(row.items().stream().mapToLong(line -> line.quantity()).sum())
                .isEqualTo(invoice.lines().stream()
                        .mapToLong(RetailDay.Line::quantity)
                        .sum());
    }

    private static <E, R> R view(Aggregate<?, ?, E, R> aggregate, String stream, EventStore store) {
        var codec = new JacksonEventCodec<>(aggregate.category().events(), ShopForTests.mapper());
        var history = new History<>(aggregate.view(), codec, store, WalkBounds.NONE);
        return switch (history.asOf(StreamName.parse(stream), new AsOf.Latest())) {
            case Lookback.Seen(var step) -> requireNonNull(step.row());
            case Lookback.Absent() -> throw new AssertionError("there is no stream " + stream);
            case Lookback.TooLong() -> throw new AssertionError("the stream " + stream + " is too long");
        };
    }

    private static Money money(BigDecimal amount) {
        return Money.parse(amount.setScale(2, RoundingMode.UNNECESSARY).toPlainString());
    }
}
