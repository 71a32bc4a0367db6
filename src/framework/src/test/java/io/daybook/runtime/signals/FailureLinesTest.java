package io.daybook.runtime.signals;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.daybook.fixture.LogLines;
import io.daybook.kernel.consume.PoisonException;
import io.daybook.kernel.deliver.FailureListener.Failure;
import io.daybook.kernel.deliver.FailureListener.Kind;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.StoreThrottledException;
import io.daybook.kernel.store.LimitWatch.Limit;
import io.daybook.kernel.store.LimitWatch.Near;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class FailureLinesTest {
    private static final Instant NOW = Instant.parse("2026-11-26T03:00:00.120Z");
    private static final StreamName STREAM = new StreamName("member", "1");

    private final LogLines logged = new LogLines();
    private final FailureLines failures = new FailureLines(new JsonLines("shop-test", "1.2.3", () -> NOW));

    @AfterEach
    void end() {
        logged.close();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "ORPHANED")
    void a_failure_is_one_error_with_all_that_a_person_needs_to_find_it(Kind kind) {
        var cause = new PoisonException(3, new IllegalStateException("no way"));
        failures.failed(new Failure(kind, "members", STREAM, 3, "corr-1", "IllegalStateException: no way", cause));
        var line = logged.all().getFirst();
        assertThat(logged.all()).hasSize(1);
        assertThat(line.at("/error/name").asText()).isEqualTo(PoisonException.class.getName());
        assertThat(line.at("/error/stack").asText()).contains("Caused by: java.lang.IllegalStateException: no way");
        ((ObjectNode) line).remove("error");
        var word = line.path("failure").asText();
        assertThat(line.toString())
                .isEqualTo("{\"timestamp\":\"2026-11-26T03:00:00.120Z\",\"level\":\"ERROR\","
                        + "\"message\":\"IllegalStateException: no way\",\"service\":\"shop-test\","
                        + "\"correlation_id\":\"corr-1\",\"release\":\"1.2.3\",\"failure\":\"" + word
                        + "\",\"consumer\":\"members\",\"stream\":\"member-1\",\"version\":3}");
    }

    @Test
    void marks_to_clean_up_are_a_warning() {
        failures.failed(new Failure(Kind.ORPHANED, "gone", null, 0, null, "remove them", null));
        assertThat(logged.all())
                .extracting(line ->
                        line.path("level").asText() + " " + line.path("failure").asText())
                .containsExactly("WARN orphaned");
    }

    @Test
    void a_failure_of_storage_names_the_table() {
        var cause = new StoreThrottledException("slow down", "shop-orders", null);
        failures.failed(new Failure(Kind.POSTPONED, "members", STREAM, 0, null, "slow down", cause));
        assertThat(logged.ofFailure("postponed"))
                .extracting(line -> line.path("table").asText())
                .containsExactly("shop-orders");
    }

    @Test
    void a_wrong_clock_is_an_error_with_both_times_and_says_whose_request_it_was() {
        var metadata = new EventMetadata("command-1", "corr-1", "cause-1", null, NOW.plusSeconds(90), "1.2.3");
        failures.skewed(STREAM, metadata, NOW);
        assertThat(logged.ofFailure("clock-skew"))
                .extracting(line -> line.path("level").asText() + " "
                        + line.path("stream").asText() + " " + line.path("at").asText() + " "
                        + line.path("clock").asText() + " "
                        + line.path("correlation_id").asText())
                .containsExactly("ERROR member-1 2026-11-26T03:01:30.120Z 2026-11-26T03:00:00.120Z corr-1");
    }

    @Test
    void what_comes_near_a_limit_or_passes_it_is_a_warning_that_says_what_to_do() {
        failures.near(new Near(Limit.CLAIMS, "member-1", 49));
        failures.near(new Near(Limit.CLAIMS, "member-1", 99));
        var head = "{\"timestamp\":\"2026-11-26T03:00:00.120Z\",\"level\":\"WARN\","
                + "\"message\":\"a command that takes and frees more claims than the limit is refused;"
                + " divide them among several commands or streams\","
                + "\"service\":\"shop-test\",\"release\":\"1.2.3\",";
        assertThat(logged.all())
                .extracting(Object::toString)
                .containsExactly(
                        head
                                + "\"failure\":\"near-limit\",\"limit\":\"claims\",\"name\":\"member-1\",\"size\":49,\"max\":98}",
                        head
                                + "\"failure\":\"beyond-limit\",\"limit\":\"claims\",\"name\":\"member-1\",\"size\":99,\"max\":98}");
    }

    /** On a laptop. */
    @Test
    void people_read_the_same_as_text_with_the_stack_trace_behind_it() {
        var cause = new IllegalStateException("no way");
        new FailureLines(new ReadableLines())
                .failed(new Failure(
                        Kind.PARKED, "members", STREAM, 3, "corr-1", "IllegalStateException: no way", cause));
        assertThat(logged.records()).hasSize(1);
        var record = logged.records().getFirst();
        assertThat(record.getLevel().intValue()).isEqualTo(java.util.logging.Level.SEVERE.intValue());
        assertThat(record.getMessage())
                .isEqualTo("IllegalStateException: no way failure=parked consumer=members stream=member-1 version=3"
                        + " correlation_id=corr-1");
        assertThat(record.getThrown()).isSameAs(cause);
    }
}
