package io.daybook.laptop.pump;

import static io.daybook.laptop.pump.Scripted.DONE;
import static io.daybook.laptop.pump.Scripted.failedAt;
import static io.daybook.laptop.pump.Streamed.keyOf;
import static io.daybook.laptop.pump.Streamed.mixed;
import static io.daybook.laptop.pump.Streamed.record;
import static io.daybook.laptop.pump.Streamed.records;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.laptop.pump.stream.TableStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(QuietPump.class)
class PumpTest {
    private static final int SHARDS = 2;
    private static final String KEY = keyOf(0, SHARDS);
    private static final String OTHER_KEY = keyOf(1, SHARDS);
    private static final Duration NO_PAUSE = Duration.ZERO;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Streamed stream = new Streamed();
    private final FailureQueue failures = new FailureQueue();

    @Test
    void records_of_one_key_arrive_in_order_whatever_batches_they_are_cut_into() throws Exception {
        var function = new Scripted(numbers -> DONE);
        try (var pump = pump(function, mapping(3, NO_PAUSE))) {
            IntStream.range(0, 20).forEach(page -> stream.append(records(KEY, page * 10, page * 10 + 9)));
            pump.start();
            function.awaitRecords(200);
        }
        assertThat(function.numbers()).isEqualTo(IntStream.range(0, 200).boxed().toList());
        assertThat(function.calls()).allSatisfy(batch -> assertThat(batch).hasSizeBetween(1, 3));
    }

    @Test
    void a_window_gathers_records_until_the_batch_is_full() throws Exception {
        var function = new Scripted(numbers -> DONE);
        try (var pump = pump(function, mapping(4, HOUR))) {
            stream.append(records(KEY, 1, 3)).append(records(KEY, 4, 6)).append(records(KEY, 7, 8));
            pump.start();
            function.awaitRecords(8);
        }
        assertThat(function.calls()).containsExactly(List.of(1, 2, 3, 4), List.of(5, 6, 7, 8));
    }

    @Test
    void only_records_that_the_filter_lets_through_are_delivered() throws Exception {
        var function = new Scripted(numbers -> DONE);
        try (var pump = pump(function, mapping(10, NO_PAUSE))) {
            stream.append(List.of(record("MODIFY", KEY, 1), record("REMOVE", KEY, 2), record(KEY, 3)));
            pump.start();
            function.awaitRecords(1);
        }
        assertThat(function.numbers()).containsExactly(3);
    }

    @Test
    void a_shard_that_is_blocked_blocks_no_other() throws Exception {
        var blocked = new CountDownLatch(1);
        var function = new Scripted(numbers -> {
            awaitIf(numbers.contains(1), blocked);
            return DONE;
        });
        try (var pump = pump(function, mapping(1, NO_PAUSE))) {
            stream.append(mixed(records(KEY, 1, 2), records(OTHER_KEY, 11, 13)));
            pump.start();
            function.awaitRecords(4);
            assertThat(function.numbers()).containsExactlyInAnyOrder(1, 11, 12, 13);
            blocked.countDown();
            function.awaitRecords(5);
        }
        assertThat(function.numbers().getLast()).isEqualTo(2);
    }

    @Test
    void a_shard_goes_on_after_a_batch_that_was_given_up() throws Exception {
        var function = new Scripted(numbers -> numbers.getFirst() == 1 ? failedAt(1) : DONE);
        try (var pump = pump(function, mapping(1, NO_PAUSE))) {
            stream.append(records(KEY, 1, 2));
            pump.start();
            function.awaitRecords(4);
        }
        assertThat(function.numbers()).containsExactly(1, 1, 1, 2);
        assertThat(failures.bodies()).hasSize(1);
    }

    @Test
    void each_function_gets_each_record() throws Exception {
        var functions = new LinkedBlockingQueue<String>();
        Functions recording = (function, event) -> {
            functions.add(function);
            return new ObjectMapper().readTree(DONE);
        };
        var mappings = List.of(mapping("project"), mapping("react"));
        try (var pump = new Pump(stream, mappings, Pump.Sweepers.none(), recording, failures, settings(HOUR))) {
            stream.append(records(KEY, 1, 1));
            pump.start();
            assertThat(List.of(next(functions), next(functions))).containsExactlyInAnyOrder("project", "react");
        }
    }

    @Test
    void a_pump_that_starts_anew_begins_with_what_its_stream_has_first() throws Exception {
        var function = new Scripted(numbers -> DONE);
        for (int start = 1; start <= 2; start++) {
            var sameFromTheHorizon = new Streamed().append(records(KEY, 1, 3));
            try (var pump = new Pump(
                    sameFromTheHorizon,
                    List.of(mapping(3, HOUR)),
                    Pump.Sweepers.none(),
                    function,
                    failures,
                    settings(HOUR))) {
                pump.start();
                function.awaitRecords(start * 3);
            }
        }
        assertThat(function.calls()).containsExactly(List.of(1, 2, 3), List.of(1, 2, 3));
    }

    @Test
    void what_every_function_is_done_with_is_where_a_later_start_begins() throws Exception {
        var function = new Scripted(numbers -> DONE);
        try (var pump = pump(function, mapping(3, NO_PAUSE))) {
            stream.append(List.of(record(KEY, 1), record("MODIFY", OTHER_KEY, 2), record(KEY, 3)));
            pump.start();
            function.awaitRecords(2);
        }
        assertThat(stream.reached()).isEqualTo(Map.of("shard", "3"));
    }

    @Test
    void a_record_that_is_not_done_is_where_a_later_start_begins_whatever_is_done_behind_it() throws Exception {
        var blocked = new CountDownLatch(1);
        var function = new Scripted(numbers -> {
            awaitIf(numbers.contains(2), blocked);
            return DONE;
        });
        try (var pump = pump(function, mapping(1, NO_PAUSE))) {
            stream.append(List.of(record(KEY, 1), record(KEY, 2), record(OTHER_KEY, 3), record(OTHER_KEY, 4)));
            pump.start();
            function.awaitRecords(4);
            assertThat(pump.stop(Duration.ZERO)).isFalse();
        }
        assertThat(stream.reached()).isEqualTo(Map.of("shard", "1"));
    }

    @Test
    void a_record_that_was_given_up_is_not_done_until_the_sweeper_is_done_with_it() throws Exception {
        var swept = new CountDownLatch(1);
        Functions functions = (function, event) -> {
            if (function.equals("sweep")) {
                awaitIf(true, swept);
                return new ObjectMapper().readTree(DONE);
            }
            return new ObjectMapper().readTree(failedAt(1));
        };
        var given = new Pump(
                stream,
                List.of(mapping(1, NO_PAUSE)),
                new Pump.Sweepers(List.of(), List.of("sweep")),
                functions,
                failures,
                settings(Duration.ofMillis(1)));
        try (given) {
            stream.append(records(KEY, 1, 1));
            given.start();
            while (failures.bodies().isEmpty()) {
                Thread.onSpinWait();
            }
            given.stop(Duration.ZERO);
            assertThat(stream.reached()).isEqualTo(Map.of());
        }
        stream.append(records(KEY, 1, 1));
        swept.countDown();
        try (var pump = new Pump(
                stream,
                List.of(mapping(1, NO_PAUSE)),
                new Pump.Sweepers(List.of(), List.of("sweep")),
                functions,
                failures,
                settings(Duration.ofMillis(1)))) {
            pump.start();
            while (!stream.reached().equals(Map.of("shard", "1"))) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void what_waits_in_all_lanes_together_is_bounded_by_bytes() throws Exception {
        var blocked = new CountDownLatch(1);
        var function = new Scripted(numbers -> {
            awaitIf(true, blocked);
            return DONE;
        });
        var most = InFlight.BYTES_MAX / record(KEY, 1).bytes();
        var pages = Math.toIntExact(2 * most / 100);
        try (var pump = pump(function, mapping(100, NO_PAUSE))) {
            IntStream.range(0, pages)
                    .forEach(page -> stream.append(mixed(
                            records(KEY, page * 200, page * 200 + 49),
                            records(OTHER_KEY, page * 200 + 100, page * 200 + 149))));
            pump.start();
            while (!pump.waitsForRoom()) {
                Thread.onSpinWait();
            }
            assertThat(stream.pagesLeft()).isEqualTo(pages - 1 - Math.toIntExact(most / 100));
            blocked.countDown();
            function.awaitRecords(pages * 100);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"the stream", "a function", "the sweeper"})
    void running_out_of_memory_is_nothing_to_go_on_after(String where) throws Exception {
        var deaths = new LinkedBlockingQueue<Throwable>();
        var before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, death) -> deaths.add(death));
        var full = new OutOfMemoryError("that this test makes");
        TableStream source = () -> {
            if (where.equals("the stream")) {
                throw full;
            }
            return stream.poll();
        };
        Functions functions = (function, event) -> {
            throw full;
        };
        var sweepers = new Pump.Sweepers(where.equals("the sweeper") ? List.of("sweep") : List.of(), List.of());
        try (var pump = new Pump(
                source, List.of(mapping(1, NO_PAUSE)), sweepers, functions, failures, settings(Duration.ofMillis(1)))) {
            if (where.equals("a function")) {
                stream.append(records(KEY, 1, 1));
            }
            pump.start();
            assertThat(next(deaths)).isSameAs(full);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void a_stop_waits_for_the_invocation_in_flight_and_begins_no_other() throws Exception {
        var entered = new CountDownLatch(1);
        var proceed = new CountDownLatch(1);
        var function = new Scripted(numbers -> {
            entered.countDown();
            awaitIf(true, proceed);
            return DONE;
        });
        try (var pump = pump(function, mapping(1, NO_PAUSE))) {
            stream.append(records(KEY, 1, 5));
            pump.start();
            entered.await();
            assertThat(stopWhile(pump, proceed::countDown)).isTrue();
        }
        assertThat(function.numbers()).containsExactly(1);
    }

    @Test
    void a_stop_that_loses_patience_cuts_the_invocation_off() throws Exception {
        var entered = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var function = new Scripted(numbers -> {
            entered.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                Thread.currentThread().interrupt();
            }
            return DONE;
        });
        try (var pump = pump(function, mapping(1, NO_PAUSE))) {
            stream.append(records(KEY, 1, 1));
            pump.start();
            entered.await();
            assertThat(pump.stop(Duration.ZERO)).isFalse();
            assertThat(interrupted.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    @Test
    void a_stop_in_the_pause_before_an_attempt_does_not_wait_for_its_end() throws Exception {
        var failed = new CountDownLatch(1);
        var function = new Scripted(numbers -> {
            failed.countDown();
            return failedAt(1);
        });
        var hours = new PumpSettings(1, NO_PAUSE, Duration.ofMillis(1), HOUR, HOUR.multipliedBy(1000), HOUR);
        try (var pump =
                new Pump(stream, List.of(mapping(1, NO_PAUSE)), Pump.Sweepers.none(), function, failures, hours)) {
            stream.append(records(KEY, 1, 1));
            pump.start();
            failed.await();
            assertThat(pump.stop(PATIENCE)).isTrue();
        }
    }

    @Test
    void the_sweeper_is_called_by_its_schedule_and_with_what_was_given_up_until_it_is_done() throws Exception {
        failures.add("project", records(KEY, 1, 2), 3);
        BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
        var answers = new ArrayList<Boolean>(List.of(false, true));
        Functions sweep = (function, event) -> {
            if (event.has("Records")) {
                events.add(event);
                return new ObjectMapper()
                        .readTree(
                                answers.removeFirst()
                                        ? DONE
                                        : failedAt(
                                                event.at("/Records/0/messageId").asText()));
            }
            return new ObjectMapper().readTree(DONE);
        };
        var sweepers = new Pump.Sweepers(List.of("sweep"), List.of("sweep"));
        try (var pump = new Pump(stream, List.of(), sweepers, sweep, failures, settings(Duration.ofMillis(1)))) {
            pump.start();
            assertThat(next(events)).isEqualTo(next(events));
        }
        assertThat(failures.bodies()).isEmpty();
    }

    @Test
    void a_stream_that_cannot_be_read_for_a_while_is_read_on() throws Exception {
        var broken = new CountDownLatch(3);
        TableStream flaky = () -> {
            if (broken.getCount() > 0) {
                broken.countDown();
                throw new IllegalStateException("as scripted");
            }
            return stream.poll();
        };
        var function = new Scripted(numbers -> DONE);
        try (var pump = new Pump(
                flaky, List.of(mapping(1, NO_PAUSE)), Pump.Sweepers.none(), function, failures, settings(HOUR))) {
            stream.append(records(KEY, 1, 1));
            pump.start();
            function.awaitRecords(1);
        }
    }

    @Test
    void a_ring_ends_the_pause_between_two_reads() throws Exception {
        var function = new Scripted(numbers -> DONE);
        var hours = new PumpSettings(SHARDS, HOUR, HOUR, HOUR, NO_PAUSE, NO_PAUSE);
        try (var pump =
                new Pump(stream, List.of(mapping(1, NO_PAUSE)), Pump.Sweepers.none(), function, failures, hours)) {
            pump.start();
            stream.append(records(KEY, 1, 1));
            pump.ring();
            function.awaitRecords(1);
            stream.append(records(KEY, 2, 2));
            pump.ring();
            function.awaitRecords(2);
        }
    }

    private Pump pump(Functions functions, StreamMapping mapping) {
        return new Pump(stream, List.of(mapping), Pump.Sweepers.none(), functions, failures, settings(HOUR));
    }

    private static PumpSettings settings(Duration sweepEvery) {
        return new PumpSettings(SHARDS, NO_PAUSE, Duration.ofMillis(1), sweepEvery, NO_PAUSE, NO_PAUSE);
    }

    private static StreamMapping mapping(String function) {
        return new StreamMapping(function, "events", 10, 1, NO_PAUSE, true, 2, Set.of("INSERT"));
    }

    private static StreamMapping mapping(int batchSizeMax, Duration window) {
        return new StreamMapping("project", "events", batchSizeMax, 1, window, true, 2, Set.of("INSERT"));
    }

    /** Runs the action once the stop is under way. */
    private static boolean stopWhile(Pump pump, Runnable action) throws InterruptedException {
        var result = new AtomicBoolean();
        var stop = Thread.ofVirtual().start(() -> {
            try {
                result.set(pump.stop(PATIENCE));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (stop.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        action.run();
        stop.join();
        return result.get();
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        var next = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    private static void awaitIf(boolean condition, CountDownLatch latch) throws IOException {
        try {
            if (condition) {
                latch.await();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
