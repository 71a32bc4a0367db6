package io.daybook.laptop.pump;

import static io.daybook.laptop.pump.Scripted.DONE;
import static io.daybook.laptop.pump.Scripted.failedAt;
import static io.daybook.laptop.pump.Streamed.records;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.kernel.failure.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(QuietPump.class)
class BatchRunTest {
    private static final int RETRIES_MAX = 3;

    private final FailureQueue failures = new FailureQueue();
    private final List<Duration> pauses = new ArrayList<>();
    private final AtomicBoolean stopping = new AtomicBoolean();

    @Test
    void a_batch_that_is_done_is_sent_once() {
        var function = new Scripted(numbers -> DONE);
        run(function, true, 1, 3);
        assertThat(function.calls()).containsExactly(List.of(1, 2, 3));
        assertThat(failures.bodies()).isEmpty();
    }

    @Test
    void from_the_reported_record_on_the_batch_is_sent_again() {
        var script = new ArrayList<>(List.of(failedAt(3), failedAt(4), DONE));
        var function = new Scripted(numbers -> script.removeFirst());
        run(function, true, 1, 5);
        assertThat(function.calls()).containsExactly(List.of(1, 2, 3, 4, 5), List.of(3, 4, 5), List.of(4, 5));
        assertThat(pauses).isEmpty();
    }

    @Test
    void of_several_reported_records_the_first_counts() {
        var script = new ArrayList<>(
                List.of("{\"batchItemFailures\":[{\"itemIdentifier\":\"4\"},{\"itemIdentifier\":\"2\"}]}", DONE));
        var function = new Scripted(numbers -> script.removeFirst());
        run(function, true, 1, 4);
        assertThat(function.calls()).containsExactly(List.of(1, 2, 3, 4), List.of(2, 3, 4));
    }

    @Test
    void a_record_that_stays_first_is_given_up_after_all_attempts_with_what_follows_it() {
        var function = new Scripted(numbers -> failedAt(2));
        run(function, true, 1, 3);
        assertThat(function.calls())
                .containsExactly(List.of(1, 2, 3), List.of(2, 3), List.of(2, 3), List.of(2, 3), List.of(2, 3));
        assertThat(failures.bodies()).singleElement().satisfies(body -> assertRange(body, "2", "3", 2));
    }

    @Test
    void progress_begins_the_count_of_attempts_anew() {
        var script = new ArrayList<>(List.of(failedAt(1), failedAt(1), failedAt(1), failedAt(2), failedAt(2)));
        var function = new Scripted(numbers -> script.isEmpty() ? DONE : script.removeFirst());
        run(function, true, 1, 2);
        assertThat(failures.bodies()).isEmpty();
        assertThat(function.calls().getLast()).containsExactly(2);
    }

    @Test
    void an_error_splits_the_batch_until_only_the_bad_record_is_given_up() {
        var function = new Scripted(numbers -> failIf(numbers.contains(6)));
        run(function, true, 1, 8);
        assertThat(function.calls())
                .containsExactly(
                        List.of(1, 2, 3, 4, 5, 6, 7, 8),
                        List.of(1, 2, 3, 4),
                        List.of(5, 6, 7, 8),
                        List.of(5, 6),
                        List.of(5),
                        List.of(6),
                        List.of(6),
                        List.of(6),
                        List.of(6),
                        List.of(7, 8));
        assertThat(failures.bodies()).singleElement().satisfies(body -> assertRange(body, "6", "6", 1));
    }

    @Test
    void a_killed_process_and_an_answer_about_unknown_records_are_errors_too() {
        var killed = new Scripted(numbers -> {
            if (numbers.size() > 1) {
                throw new StackOverflowError("as a function may");
            }
            return DONE;
        });
        run(killed, true, 1, 2);
        assertThat(killed.calls()).containsExactly(List.of(1, 2), List.of(1), List.of(2));
        var unknown = new Scripted(numbers -> numbers.size() > 1 ? failedAt("") : DONE);
        run(unknown, true, 1, 2);
        assertThat(unknown.calls()).containsExactly(List.of(1, 2), List.of(1), List.of(2));
    }

    @Test
    void without_bisecting_the_whole_batch_is_tried_again_and_given_up() {
        var function = new Scripted(numbers -> failIf(true));
        run(function, false, 1, 2);
        assertThat(function.calls()).isEqualTo(Collections.nCopies(RETRIES_MAX + 1, List.of(1, 2)));
        assertThat(failures.bodies()).singleElement().satisfies(body -> assertRange(body, "1", "2", 2));
    }

    @Test
    void pauses_between_attempts_are_jittered_and_grow() {
        run(new Scripted(numbers -> failIf(true)), false, 1, 1);
        assertThat(pauses).hasSize(RETRIES_MAX);
        assertThat(pauses.get(0)).isLessThanOrEqualTo(Duration.ofMillis(100));
        assertThat(pauses.get(2)).isLessThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void a_stop_ends_the_attempts_and_gives_nothing_up() {
        var function = new Scripted(numbers -> {
            stopping.set(true);
            return failedAt(1);
        });
        run(function, true, 1, 2);
        assertThat(function.calls()).hasSize(1);
        assertThat(failures.bodies()).isEmpty();
    }

    private void run(Functions function, boolean bisect, int first, int last) {
        var mapping =
                new StreamMapping("project", "events", 100, 1, Duration.ZERO, bisect, RETRIES_MAX, Set.of("INSERT"));
        var backoff =
                new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), RandomGenerator.getDefault(), pauses::add);
        new BatchRun(mapping, function, failures, backoff, stopping::get, new InFlight())
                .finish(records("a", first, last));
    }

    private static String failIf(boolean fails) throws IOException {
        if (fails) {
            throw new IOException("as scripted");
        }
        return DONE;
    }

    private static void assertRange(String body, String first, String last, int size) throws IOException {
        var info = new ObjectMapper().readTree(body).path("DDBStreamBatchInfo");
        assertThat(info.path("startSequenceNumber").asText()).isEqualTo(first);
        assertThat(info.path("endSequenceNumber").asText()).isEqualTo(last);
        assertThat(info.path("batchSize").asInt()).isEqualTo(size);
        assertThat(info.path("streamArn").asText()).isEqualTo("arn");
        assertThat(info.path("shardId").asText()).isEqualTo("shard");
    }
}
