package io.daybook.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.daybook.testing.PackagedApplication;
import io.daybook.testtools.Eventually;
import io.daybook.testtools.Http;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar is killed hard in the middle of many orders and started again: everything settles. */
class FulfilmentIT {
    private static final int ORDERS = 60;
    private static final int PIECES = 40;
    private static final int SETTLED_BEFORE_KILL = 10;

    /** With what each order is paid, in turn. */
    private static final List<String> METHODS =
            List.of("card", "card", "card-declined", "card-flaky", "card-silent", "card-late");

    @TempDir
    Path data;

    @Test
    void orders_settle_although_the_process_was_killed_in_the_middle_of_them() throws Exception {
        try (var daybook = PackagedApplication.start(dataDirectory())) {
            var http = new Http(daybook.httpPort());
            submitAll(http);
            while (settled(http) < SETTLED_BEFORE_KILL) {
                Thread.sleep(5);
            }
            var database = daybook.database();
            daybook.kill();
            database.onExit().join();
        }
        try (var restarted = PackagedApplication.start(dataDirectory())) {
            var http = new Http(restarted.httpPort());
            Eventually.equal(ORDERS, () -> settled(http));
            var statuses = statuses(http);
            Eventually.equal(ORDERS, () -> sagasAt(http, "completed") + sagasAt(http, "cancelled"));
            IntStream.range(0, ORDERS).forEach(i -> assertSettledAsPaid(http, i));
            long completed = statuses.getOrDefault("completed", 0);
            assertThat(stock(http)).isEqualTo((PIECES - completed) + " 0 " + (PIECES - completed));
            assertThat(http.get("/admin/parked").json().get("items")).isEmpty();
        }
    }

    private static void submitAll(Http http) {
        http.post("/inventory/few/register", "{\"name\":\"Few\",\"quantity\":" + PIECES + "}");
        for (int i = 0; i < ORDERS; i++) {
            var order = "/orders/o" + i;
            http.post(order + "/create", "{}");
            http.post(order + "/add-item", "{\"productId\":\"few\",\"quantity\":1,\"unitPrice\":\"9.99\"}");
            var answer =
                    http.post(order + "/submit", "{\"paymentMethod\":\"" + METHODS.get(i % METHODS.size()) + "\"}");
            assertThat(answer.status()).isEqualTo(200);
        }
    }

    /** Whatever the crash did, a payment was taken for completed orders only, or given back. */
    private static void assertSettledAsPaid(Http http, int order) {
        var status = status(http, order);
        var payment = http.get("/streams/payment-o" + order + "/state");
        var paid = payment.status() == 404
                ? "none"
                : payment.json().at("/state/status").asText();
        var method = METHODS.get(order % METHODS.size());
        if (status.equals("completed")) {
            assertThat(paid).isEqualTo("processed");
            assertThat(method).isIn("card", "card-flaky");
        } else {
            assertThat(paid).as("%s %s", order, method).isIn("none", "failed", "cancelled", "refunded");
        }
    }

    private static int settled(Http http) {
        var statuses = statuses(http);
        return statuses.getOrDefault("completed", 0) + statuses.getOrDefault("cancelled", 0);
    }

    private static Map<String, Integer> statuses(Http http) {
        var statuses = new TreeMap<String, Integer>();
        IntStream.range(0, ORDERS).forEach(i -> statuses.merge(status(http, i), 1, Integer::sum));
        return statuses;
    }

    private static String status(Http http, int order) {
        var answer = http.get("/orders/o" + order);
        return answer.status() == 404 ? "none" : answer.json().get("status").asText();
    }

    private static int sagasAt(Http http, String step) {
        return http.get("/sagas/fulfilment?limit=100&step=" + step)
                .json()
                .get("items")
                .size();
    }

    /** On hand, reserved, available. */
    private static String stock(Http http) {
        JsonNode state = http.get("/streams/inventory-few/state").json().get("state");
        return state.get("onHand") + " " + state.get("reserved") + " " + state.get("available");
    }

    private String dataDirectory() {
        return "-Ddaybook.local.data-directory=" + data;
    }
}
