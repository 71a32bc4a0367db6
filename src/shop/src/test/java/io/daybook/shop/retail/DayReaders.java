package io.daybook.shop.retail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.daybook.testtools.Http.Answer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Read all the time, and hold every answer against the events: a row is what its stream comes to at the row's version, which
 * is not before what its writer was told, nor before what was read of it already.
 */
final class DayReaders {
    private static final List<String> STATUSES = List.of("pending", "submitted", "shipped", "completed");

    private final KillableShop shop;
    private final DayWriters writers;
    private final Map<String, Long> read = new ConcurrentHashMap<>();
    private final Map<String, ConcurrentLinkedQueue<Long>> nanos = new ConcurrentHashMap<>();
    private final AtomicInteger behind = new AtomicInteger();
    private volatile boolean isOver;
    private volatile String phase = "before";

    DayReaders(KillableShop shop, DayWriters writers) {
        this.shop = shop;
        this.writers = writers;
    }

    void stop() {
        isOver = true;
    }

    void phase(String next) {
        phase = next;
    }

    /** In a thread of its own, as each of the next two. */
    void rows() {
        var random = new Random(1);
        while (!isOver) {
            var paths = List.copyOf(writers.acknowledged().keySet());
            if (!paths.isEmpty()) {
                row(paths.get(random.nextInt(paths.size())));
            }
        }
    }

    private void row(String path) {
        long atLeast = Math.max(writers.acknowledged().getOrDefault(path, 1L), read.getOrDefault(path, 1L));
        var answer = timed("row", path + "?atLeast=" + atLeast);
        if (answer.isEmpty()) {
            return;
        }
        if (answer.get().code().equals("read-model-behind")) {
            behind.incrementAndGet();
            return;
        }
        assertThat(answer.get().status()).as("%s: %s", path, answer.get()).isEqualTo(200);
        var row = answer.get().json();
        long version = row.get("version").asLong();
        assertThat(version).isGreaterThanOrEqualTo(atLeast);
        assertTrue(row);
        read.put(path, version);
    }

    /** That it is what the stream's events come to. */
    private void assertTrue(JsonNode row) {
        var stream = row.has("orderId")
                ? "order-" + row.get("orderId").asText()
                : "account-" + row.get("accountId").asText();
        var path = "/streams/" + stream + "/state?version=" + row.get("version");
        shop.ask(http -> http.get(path)).ifPresent(answer -> {
            assertThat(answer.status()).as("%s: %s", path, answer).isEqualTo(200);
            ObjectNode own = row.deepCopy();
            own.remove("customerName");
            assertThat(own).isEqualTo(answer.json().get("state"));
        });
    }

    void lists() {
        var random = new Random(2);
        while (!isOver) {
            var status = STATUSES.get(random.nextInt(STATUSES.size()));
            Optional<String> next = Optional.of("");
            while (next.isPresent() && !isOver) {
                next = page(status, next.get());
            }
        }
    }

    private Optional<String> page(String status, String cursor) {
        var path = "/orders?limit=10&status=" + status + (cursor.isEmpty() ? "" : "&cursor=" + cursor);
        var answer = timed("list", path);
        if (answer.isEmpty()) {
            return Optional.of(cursor);
        }
        assertThat(answer.get().status()).as("%s: %s", path, answer.get()).isEqualTo(200);
        var items = answer.get().json().get("items");
        for (var item : items) {
            assertThat(item.get("status").asText()).isEqualTo(status);
        }
        if (!items.isEmpty()) {
            assertTrue(items.get(0));
        }
        return Optional.of(answer.get().json().path("next"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    void tallies() {
        while (!isOver) {
            timed("tally", "/analytics/sales").ifPresent(answer -> {
                assertThat(answer.status()).as("%s", answer).isEqualTo(200);
                var sum = Sum.of(answer.json());
                var taken = writers.taken();
                var all = Sum.of(taken);
                assertThat(sum.count()).isLessThanOrEqualTo(all.count());
                assertThat(sum.revenue()).isLessThanOrEqualTo(all.revenue());
            });
            timed("tally", "/analytics/registrations").ifPresent(answer -> {
                assertThat(answer.status()).as("%s", answer).isEqualTo(200);
                assertThat(registered(answer.json()))
                        .isLessThanOrEqualTo(
                                DayWriters.customers(writers.taken()).size());
            });
        }
    }

    /** Orders and revenue over all days. */
    record Sum(long count, BigDecimal revenue) {
        static Sum of(JsonNode sales) {
            var sum = new Sum(0, BigDecimal.ZERO);
            for (var item : sales.get("items")) {
                sum = new Sum(
                        sum.count() + item.get("orders").asLong(),
                        sum.revenue()
                                .add(new BigDecimal(item.get("revenue").asText()))
                                .setScale(2));
            }
            return sum;
        }

        static Sum of(List<RetailDay.Invoice> invoices) {
            return new Sum(
                    invoices.size(),
                    invoices.stream()
                            .map(RetailDay.Invoice::total)
                            .reduce(BigDecimal.ZERO, BigDecimal::add)
                            .setScale(2));
        }
    }

    static long registered(JsonNode registrations) {
        long count = 0;
        for (var item : registrations.get("items")) {
            count += item.get("count").asLong();
        }
        return count;
    }

    private Optional<Answer> timed(String what, String path) {
        var during = what + " " + phase;
        long begin = System.nanoTime();
        var answer = shop.ask(http -> http.get(path));
        answer.ifPresent(came -> nanos.computeIfAbsent(during, any -> new ConcurrentLinkedQueue<>())
                .add(System.nanoTime() - begin));
        return answer;
    }

    /** How many answers there were, and how long they took. */
    void report() {
        System.out.println("behind after 3 seconds: " + behind.get());
        nanos.keySet().stream().sorted().forEach(during -> {
            var all = new ArrayList<>(nanos.getOrDefault(during, new ConcurrentLinkedQueue<>()));
            all.sort(null);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d answers, half in %.1f ms, 95 %% in %.1f ms, all in %.1f ms%n",
                    during,
                    all.size(),
                    all.get(all.size() / 2) / 1e6,
                    all.get(all.size() * 95 / 100) / 1e6,
                    all.getLast() / 1e6);
        });
    }
}
