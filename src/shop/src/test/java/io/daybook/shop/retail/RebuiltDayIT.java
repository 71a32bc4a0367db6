package io.daybook.shop.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.daybook.shop.retail.DayReaders.Sum;
import io.daybook.testtools.Eventually;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged shop takes in a real trading day while its read models are rebuilt, one after the other, and read all the
 * time; then once more, with the process killed hard in the middle. By default, a read model and a tally are rebuilt, the
 * first is rebuilt once more with the kill, and the day is over after it; {@code -Dtest.whole-day=true} does all to each of
 * the four, takes all of the day, and prints how long answers took.
 */
class RebuiltDayIT {
    private static final String FOLDER = "RETAIL_DATA_DIR";
    private static final boolean IS_WHOLE_DAY = Boolean.getBoolean("test.whole-day");
    private static final int WRITERS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Each with the step of its rebuild in which the process is killed. */
    private static final Map<String, String> KILLED_IN =
            Map.of("orders", "scan", "accounts", "pass", "sales", "scan", "registrations", "last-pass");

    private static final List<String> NAMES =
            IS_WHOLE_DAY ? List.of("orders", "accounts", "sales", "registrations") : List.of("orders", "sales");

    @TempDir
    Path data;

    private KillableShop shop;
    private DayWriters writers;
    private DayReaders readers;
    private final List<Future<?>> running = new ArrayList<>();

    @Test
    void a_real_day_is_taken_in_while_what_is_read_is_made_anew_and_the_process_is_killed() throws Exception {
        var folder = System.getenv(FOLDER);
        assumeTrue(
                folder != null && Files.isDirectory(Path.of(folder)),
                FOLDER + " names no folder: nothing is rebuilt while a real day is taken in");
        var day = RetailDay.read(Path.of(folder, "2010-12-01.csv"));
        try (var packaged = new KillableShop(data);
                var threads = Executors.newCachedThreadPool()) {
            shop = packaged;
            writers = new DayWriters(shop, day);
            readers = new DayReaders(shop, writers);
            try {
                takeInAndRebuild(threads);
            } finally {
                writers.stop();
                readers.stop();
            }
            assertExact();
        }
    }

    private void takeInAndRebuild(ExecutorService threads) throws Exception {
        for (int writer = 0; writer < WRITERS; writer++) {
            running.add(threads.submit(writers::write));
        }
        var writing = List.copyOf(running);
        running.add(threads.submit(readers::rows));
        running.add(threads.submit(readers::lists));
        running.add(threads.submit(readers::tallies));
        Eventually.equal(true, () -> writers.taken().size() > 2 * WRITERS);
        for (var name : NAMES) {
            readers.phase("during " + name);
            assertDone(name, rebuild(name));
        }
        for (var name : IS_WHOLE_DAY ? NAMES : NAMES.subList(0, 1)) {
            readers.phase("killed during " + name);
            var job = rebuild(name);
            await(job, KILLED_IN.get(name));
            shop.killAndStart();
            assertDone(name, job);
        }
        readers.phase("after");
        if (!IS_WHOLE_DAY) {
            writers.stop();
        }
        for (var writer : writing) {
            writer.get();
        }
        Eventually.equal(PATIENCE, Sum.of(writers.taken()), () -> {
            assertRunning();
            return Sum.of(shop.get("/analytics/sales").json());
        });
        readers.stop();
        for (var thread : running) {
            thread.get();
        }
        if (IS_WHOLE_DAY) {
            readers.report();
        }
    }

    /** @return the job's id */
    private String rebuild(String name) {
        var expectEqual = name.equals("orders") || name.equals("accounts");
        while (true) {
            assertRunning();
            var answer = shop.post("/admin/projections/" + name + "/rebuild", "{\"expectEqual\":" + expectEqual + "}");
            // Until the process that was killed has been silent for a second.
            if (answer.status() != 409) {
                assertThat(answer.status()).as("%s: %s", name, answer).isEqualTo(202);
                return answer.json().get("id").asText();
            }
        }
    }

    private JsonNode job(String id) {
        assertRunning();
        var answer = shop.get("/admin/jobs/" + id);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json();
    }

    private void await(String job, String step) {
        while (true) {
            var now = job(job);
            assertThat(now.get("state").asText()).as("%s", now).isIn("waiting", "running");
            if (now.get("step").asText().equals(step)) {
                return;
            }
        }
    }

    private void assertDone(String name, String id) {
        Eventually.equal(
                true,
                () -> !List.of("waiting", "running")
                        .contains(job(id).get("state").asText()));
        var job = job(id);
        assertThat(job.get("state").asText()).as("%s", job).isEqualTo("done");
        assertThat(job.at("/result/differenceCount").asInt()).as("%s", job).isZero();
    }

    /** What a writer or reader has found out ends the test at once. */
    private void assertRunning() {
        for (var thread : running) {
            if (thread.state() == Future.State.FAILED) {
                throw new AssertionError(thread.exceptionNow());
            }
        }
    }

    private void assertExact() throws ExecutionException, InterruptedException {
        var taken = writers.taken();
        Eventually.equal(
                (long) DayWriters.customers(taken).size(),
                () -> DayReaders.registered(shop.get("/analytics/registrations").json()));
        var numbers = new TreeSet<String>();
        for (var invoice : taken) {
            numbers.add(invoice.number());
            var state =
                    shop.get("/streams/order-" + invoice.number() + "/state").json();
            var row = row("/orders/" + invoice.number(), state);
            assertThat(row.get("status").asText()).isEqualTo("completed");
            assertThat(new BigDecimal(row.get("total").asText())).isEqualByComparingTo(invoice.total());
        }
        Eventually.equal(numbers, this::completed);
        for (var customer : DayWriters.customers(taken)) {
            row(
                    "/accounts/" + customer,
                    shop.get("/streams/account-" + customer + "/state").json());
        }
        assertThat(shop.get("/admin/parked").json().get("items")).isEmpty();
    }

    private JsonNode row(String path, JsonNode state) {
        var row = shop.get(path + "?atLeast=" + state.get("version")).json();
        var own = (ObjectNode) row.deepCopy();
        own.remove("customerName");
        assertThat(own).isEqualTo(state.get("state"));
        return row;
    }

    private TreeSet<String> completed() {
        var numbers = new TreeSet<String>();
        var next = "";
        do {
            var page = shop.get("/orders?status=completed&limit=100" + next).json();
            page.get("items").forEach(item -> numbers.add(item.get("orderId").asText()));
            next = page.get("next").isNull()
                    ? null
                    : "&cursor=" + page.get("next").asText();
        } while (next != null);
        return numbers;
    }
}
