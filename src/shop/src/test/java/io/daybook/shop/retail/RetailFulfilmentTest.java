package io.daybook.shop.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.daybook.adapter.dynamodb.capacity.Capacity;
import io.daybook.adapter.dynamodb.capacity.CapacityMeter;
import io.daybook.laptop.LocalRuntime;
import io.daybook.shop.retail.RetailDay.Invoice;
import io.daybook.testtools.Eventually;
import io.daybook.testtools.Http;
import io.daybook.testtools.Race;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole trading day goes through the fulfilment saga, over HTTP and by way of the table's stream. */
@QuarkusTest
class RetailFulfilmentTest {
    private static final String FOLDER = "RETAIL_DATA_DIR";
    private static final int CLIENTS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int LINES = 1_000;
    private static final int REPETITIONS_MAX = 20;

    @Inject
    LocalRuntime runtime;

    @Inject
    CapacityMeter meter;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(runtime.httpPort());
    }

    @Test
    void every_order_of_a_real_day_is_completed_and_the_stock_ends_at_zero() {
        var folder = System.getenv(FOLDER);
        assumeTrue(
                folder != null && Files.isDirectory(Path.of(folder)),
                FOLDER + " names no folder: the real day is not fulfilled");
        var day = RetailDay.read(Path.of(folder, "2010-12-01.csv"));
        var salesBefore = sales();
        var used = measure("the day's import", day.invoices().size(), () -> {
            all(
                    day.products().entrySet(),
                    product -> register(product.getKey(), product.getValue().demand()));
            all(day.invoices(), this::create);
        });
        assertThat(used.requests()).isPositive();
        var ids = day.invoices().stream()
                .map(invoice -> "day-" + invoice.number())
                .toList();
        measure("the day's fulfilment", ids.size(), () -> {
            all(ids, this::submit);
            Eventually.each(PATIENCE, ids, "completed", this::status);
        });
        assertThat(statuses(ids)).isEqualTo(Map.of("completed", (long) ids.size()));
        assertThat(day.products().keySet())
                .allSatisfy(code -> assertThat(stock("day-" + code)).isEqualTo("0 0 0"));
        var total = day.invoices().stream().map(Invoice::total).reduce(BigDecimal.ZERO, BigDecimal::add);
        Eventually.equal(plus(salesBefore, ids.size(), total), this::sales);
    }

    @Test
    void an_order_of_a_thousand_lines_is_completed() {
        var products = IntStream.range(0, LINES).mapToObj(i -> "wide-" + i).toList();
        all(products, product -> post("/inventory/" + product + "/register", "{\"name\":\"Wide\",\"quantity\":3}"));
        post("/orders/wide/create", "{\"currency\":\"GBP\"}");
        products.forEach(product -> addItem("wide", product, 2, "0.01"));
        measure("an order of 1,000 lines", 1, () -> {
            submit("wide");
            Eventually.equal(PATIENCE, "completed", () -> status("wide"));
        });
        assertThat(products).allSatisfy(product -> assertThat(stock(product)).isEqualTo("1 0 1"));
        // The order is completed by a command of its saga, which learns of it a moment later.
        Eventually.equal("completed", () -> saga().get("step").asText());
        var saga = saga();
        assertThat(saga.get("pending")).isEmpty();
        assertThat(saga.get("timers")).isEmpty();
    }

    private JsonNode saga() {
        return http.get("/sagas/fulfilment/wide").json();
    }

    private void register(String code, long quantity) {
        post("/inventory/day-" + code + "/register", "{\"name\":\"" + code + "\",\"quantity\":" + quantity + "}");
    }

    private void create(Invoice invoice) {
        var id = "day-" + invoice.number();
        var customer = invoice.customerId() == null ? "" : "\"customerId\":\"" + invoice.customerId() + "\",";
        post("/orders/" + id + "/create", "{" + customer + "\"currency\":\"GBP\"}");
        invoice.lines()
                .forEach(line -> addItem(
                        id,
                        "day-" + line.stockCode(),
                        line.quantity(),
                        line.unitPrice().toPlainString()));
    }

    private void addItem(String order, String product, long quantity, String unitPrice) {
        post(
                "/orders/" + order + "/add-item",
                "{\"productId\":\"" + product + "\",\"quantity\":" + quantity + ",\"unitPrice\":\"" + unitPrice
                        + "\"}");
    }

    private void submit(String order) {
        post("/orders/" + order + "/submit", "{\"paymentMethod\":\"card\"}");
    }

    /** As a client should: what may or may not have been taken is sent again, with its key. */
    private void post(String path, String body) {
        var key = UUID.randomUUID().toString();
        var answer = http.post(path, body, "Idempotency-Key", key);
        for (int again = 0; again < REPETITIONS_MAX && isWorthRepeating(answer.status()); again++) {
            answer = http.post(path, body, "Idempotency-Key", key);
        }
        assertThat(answer.status()).as("%s: %s", path, answer).isIn(200, 201);
    }

    private static boolean isWorthRepeating(int status) {
        return status == 409 || status == 429 || status == 503;
    }

    private Map<String, Long> statuses(List<String> orders) {
        return orders.stream().collect(Collectors.groupingBy(this::status, TreeMap::new, Collectors.counting()));
    }

    private String status(String order) {
        return http.get("/orders/" + order).json().get("status").asText();
    }

    /** On hand, reserved, available. */
    private String stock(String product) {
        var events = http.get("/streams/inventory-" + product + "/state").json();
        var row = http.getUpToDate("/inventory/" + product + "?atLeast=" + events.get("version"))
                .json();
        assertThat(row).isEqualTo(events.get("state"));
        return row.get("onHand") + " " + row.get("reserved") + " " + row.get("available");
    }

    /** Orders and revenue in pounds, over all days. */
    private Sum sales() {
        var orders = 0L;
        var revenue = BigDecimal.ZERO;
        for (JsonNode item : http.get("/analytics/sales").json().get("items")) {
            if (item.get("currency").asText().equals("GBP")) {
                orders += item.get("orders").asLong();
                revenue = revenue.add(new BigDecimal(item.get("revenue").asText()));
            }
        }
        return new Sum(orders, revenue.setScale(2));
    }

    private record Sum(long orders, BigDecimal revenue) {}

    private static Sum plus(Sum sum, long orders, BigDecimal revenue) {
        return new Sum(sum.orders() + orders, sum.revenue().add(revenue).setScale(2));
    }

    private Capacity measure(String what, int orders, Runnable work) {
        var before = meter.total();
        long begin = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        var used = meter.total().minus(before);
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f s; per order %.1f requests, %.1f RCU, %.1f WCU, with all that looked on%n",
                what,
                seconds,
                (double) used.requests() / orders,
                used.readUnits() / orders,
                used.writeUnits() / orders);
        return used;
    }

    private static <T> void all(Collection<T> work, Consumer<T> action) {
        Queue<T> queue = new ConcurrentLinkedQueue<>(work);
        Race.of(CLIENTS, client -> {
            for (var piece = queue.poll(); piece != null; piece = queue.poll()) {
                action.accept(piece);
            }
            return client;
        });
    }
}
