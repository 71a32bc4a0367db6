package io.daybook.shop.retail;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.shop.retail.RetailDay.Invoice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Take in the invoices of a day, one after the other, until the day is over or it is enough: each with its products, its
 * customer's account, and the submission of its order.
 */
final class DayWriters {
    private final KillableShop shop;
    private final RetailDay day;
    private final Queue<Invoice> waiting;
    private final Map<String, Boolean> there = new ConcurrentHashMap<>();
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final List<Invoice> taken = new ArrayList<>();
    private final AtomicInteger commands = new AtomicInteger();
    private volatile boolean isEnough;

    DayWriters(KillableShop shop, RetailDay day) {
        this.shop = shop;
        this.day = day;
        this.waiting = new ConcurrentLinkedQueue<>(day.invoices());
    }

    void stop() {
        isEnough = true;
    }

    /** In a thread for each writer. */
    void write() {
        for (var invoice = waiting.poll(); invoice != null && !isEnough; invoice = waiting.poll()) {
            take(invoice);
        }
    }

    /** Rows of orders and accounts, by their paths, with the versions that commands were answered with. */
    Map<String, Long> acknowledged() {
        return acknowledged;
    }

    int commands() {
        return commands.get();
    }

    /** Invoices whose orders are, or are being, submitted. */
    synchronized List<Invoice> taken() {
        return List.copyOf(taken);
    }

    private synchronized void begin(Invoice invoice) {
        taken.add(invoice);
    }

    static Set<String> customers(Collection<Invoice> invoices) {
        var customers = ConcurrentHashMap.<String>newKeySet();
        for (var invoice : invoices) {
            if (invoice.customerId() != null) {
                customers.add(invoice.customerId());
            }
        }
        return customers;
    }

    private void take(Invoice invoice) {
        begin(invoice);
        var customer = invoice.customerId();
        if (customer != null) {
            there.computeIfAbsent("/accounts/" + customer, path -> {
                post(
                        "/users/" + customer + "/register",
                        "{\"email\":\"c" + customer + "@example.com\",\"name\":\"Customer " + customer
                                + "\",\"source\":\"retail\"}");
                acknowledge(
                        path,
                        post(
                                path + "/open",
                                "{\"owner\":\"" + customer + "\",\"initialDeposit\":0,\"currency\":\"GBP\"}"));
                return true;
            });
        }
        order(invoice);
        if (customer != null && invoice.total().signum() > 0) {
            var path = "/accounts/" + customer;
            acknowledge(path, post(path + "/deposit", "{\"amount\":\"" + amount(invoice.total()) + "\"}"));
        }
    }

    private void order(Invoice invoice) {
        var order = "/orders/" + invoice.number();
        var customer = invoice.customerId() == null ? "" : "\"customerId\":\"" + invoice.customerId() + "\",";
        acknowledge(order, post(order + "/create", "{" + customer + "\"currency\":\"GBP\"}"));
        for (var line : invoice.lines()) {
            var product = day.products().get(line.stockCode());
            assertThat(product).isNotNull();
            there.computeIfAbsent("/inventory/" + line.stockCode(), path -> {
                post(
                        path + "/register",
                        "{\"name\":\"" + line.stockCode() + "\",\"quantity\":" + product.demand() + "}");
                return true;
            });
            acknowledge(
                    order,
                    post(
                            order + "/add-item",
                            "{\"productId\":\"" + line.stockCode() + "\",\"quantity\":" + line.quantity()
                                    + ",\"unitPrice\":\"" + line.unitPrice().toPlainString() + "\"}"));
        }
        acknowledge(order, post(order + "/submit", "{\"paymentMethod\":\"card\"}"));
    }

    private static String amount(BigDecimal total) {
        return total.setScale(2).toPlainString();
    }

    private void acknowledge(String row, long version) {
        acknowledged.merge(row, version, Math::max);
    }

    /** As a client should: what may or may not have been taken is sent again, with its key. */
    private long post(String path, String body) {
        var key = UUID.randomUUID().toString();
        while (true) {
            var answer = shop.ask(http -> http.post(path, body, "Idempotency-Key", key));
            if (answer.isEmpty()) {
                continue;
            }
            int status = answer.get().status();
            if (status == 200 || status == 201) {
                commands.incrementAndGet();
                return answer.get().json().get("version").asLong();
            }
            assertThat(answer.get().code())
                    .as("%s: %s", path, answer.get())
                    .isIn("contended", "unavailable", "outcome-unknown");
            System.out.println("again: " + path + " " + answer.get());
        }
    }
}
