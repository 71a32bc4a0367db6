package io.daybook.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.daybook.testing.PackagedApplication;
import io.daybook.testtools.Eventually;
import io.daybook.testtools.Http;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged jar is killed hard in the middle of many orders and started again: everything settles. Then all of it is
 * exported, and another laptop imports it.
 */
class FulfilmentIT {
    private static final int ORDERS = 60;
    private static final int PIECES = 40;
    private static final int SETTLED_BEFORE_KILL = 10;

    /** With what each order is paid, in turn. */
    private static final List<String> METHODS =
            List.of("card", "card", "card-declined", "card-flaky", "card-silent", "card-late");

    @TempDir
    Path data;

    @TempDir
    Path folder;

    @Test
    void orders_settle_although_the_process_was_killed_in_the_middle_of_them_and_another_laptop_can_import_all_of_it()
            throws Exception {
        var exported = folder.resolve("export.jsonl");
        List<JsonNode> rows;
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
            export(restarted, exported);
            rows = rows(http);
        }
        try (var other = PackagedApplication.start("-Ddaybook.local.import=" + exported)) {
            var http = new Http(other.httpPort());
            assertThat(rows(http)).isEqualTo(rows);
            assertNothingWasSent(other, http, exported);
        }
    }

    /** Whatever the sagas would send, refuse or change would be a commit more, or another one. */
    private void assertNothingWasSent(PackagedApplication other, Http http, Path imported) throws Exception {
        var again = folder.resolve("again.jsonl");
        export(other, again);
        assertThat(Files.readAllLines(again)).containsExactlyInAnyOrderElementsOf(Files.readAllLines(imported));
        for (int order = 0; order < ORDERS; order++) {
            assertThat(http.get("/sagas/fulfilment/o" + order).status()).isEqualTo(404);
            var verified = http.get("/streams/order-o" + order + "/verify").json();
            assertThat(verified.get("valid").asBoolean()).as("%s", verified).isTrue();
        }
    }

    /** Of all orders and their product, as they are at the end of their streams. */
    private static List<JsonNode> rows(Http http) {
        var rows = new ArrayList<JsonNode>();
        for (int order = 0; order < ORDERS; order++) {
            rows.add(row(http, "/orders/o" + order, "order-o" + order));
        }
        rows.add(row(http, "/inventory/few", "inventory-few"));
        return rows;
    }

    private static JsonNode row(Http http, String path, String stream) {
        var version = http.get("/streams/" + stream + "/state").json().get("version");
        var answer = http.getUpToDate(path + "?atLeast=" + version);
        assertThat(answer.status()).as("%s: %s", path, answer).isEqualTo(200);
        return answer.json();
    }

    /** As an operator does. */
    private void export(PackagedApplication from, Path file) throws Exception {
        var output = folder.resolve("output");
        int exitCode = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "infra/Export.java",
                        from.url(),
                        file.toString())
                .directory(ShopForTests.REPOSITORY.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        assertThat(exitCode).as(Files.readString(output)).isZero();
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

    /** By the lists, in two requests: whoever waits asks often. */
    private static int settled(Http http) {
        return listed(http, "completed") + listed(http, "cancelled");
    }

    private static int listed(Http http, String status) {
        return http.get("/orders?limit=100&status=" + status)
                .json()
                .get("items")
                .size();
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
