package io.daybook.runtime.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.adapter.dynamodb.capacity.CapacityMeter;
import io.daybook.adapter.lambda.http.InvocationLog;
import io.daybook.adapter.lambda.trigger.BatchLog;
import io.daybook.fixture.LogLines;
import io.daybook.kernel.failure.StoreThrottledException;
import io.daybook.runtime.signals.Invocations.Call;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stands in the log of a deployed function. */
class JsonLinesTest {
    private static final Instant NOW = Instant.parse("2026-11-26T03:00:00.120Z");
    private static final String HEAD = "{\"timestamp\":\"2026-11-26T03:00:00.120Z\",\"level\":\"INFO\",";

    private final LogLines logged = new LogLines();
    private final JsonLines lines = new JsonLines("shop-test", "1.2.3", () -> NOW);
    private final Queue<Long> nanos = new ArrayDeque<>(List.of(0L, 12_000_000L, 100_000_000L, 103_000_000L));
    private final Invocations invocations = new Invocations(lines, new CapacityMeter(), nanos::remove);
    private final InvocationLines log = new InvocationLines(lines);

    @AfterEach
    void end() {
        logged.close();
        System.clearProperty("com.amazonaws.xray.traceHeader");
    }

    @Test
    void a_request_is_one_line_with_the_names_that_powertools_has_and_its_metrics() {
        System.setProperty("com.amazonaws.xray.traceHeader", "Root=1-5759e988-bd862e3f;Parent=53995c3f;Sampled=1");
        request("corr-1", 201, "accepted", null);
        assertThat(logged.all())
                .extracting(Object::toString)
                .containsExactly(HEAD + "\"message\":\"request\",\"service\":\"shop-test\","
                        + "\"function_name\":\"shop-test-commands-1X2Y\",\"function_version\":\"7\","
                        + "\"function_request_id\":\"8476a536-e9f4\",\"cold_start\":true,"
                        + "\"xray_trace_id\":\"1-5759e988-bd862e3f\",\"correlation_id\":\"corr-1\","
                        + "\"release\":\"1.2.3\",\"route\":\"POST /wallets/{id}/open\",\"status\":201,"
                        + "\"outcome\":\"accepted\",\"millis\":12,\"requests\":0,\"read_units\":0.0,"
                        + "\"write_units\":0.0,\"_aws\":{\"Timestamp\":1795662000120,\"CloudWatchMetrics\":["
                        + "{\"Namespace\":\"Daybook\",\"Dimensions\":[[\"Service\",\"Function\"]],\"Metrics\":["
                        + "{\"Name\":\"DurationMillis\",\"Unit\":\"Milliseconds\"},"
                        + "{\"Name\":\"ColdStarts\",\"Unit\":\"Count\"},"
                        + "{\"Name\":\"ReadUnits\",\"Unit\":\"Count\"},"
                        + "{\"Name\":\"WriteUnits\",\"Unit\":\"Count\"}]},"
                        + "{\"Namespace\":\"Daybook\",\"Dimensions\":[[\"Service\"],[\"Service\",\"Function\"]],"
                        + "\"Metrics\":[{\"Name\":\"Requests\",\"Unit\":\"Count\"},"
                        + "{\"Name\":\"ServerErrors\",\"Unit\":\"Count\"}]}]},"
                        + "\"Service\":\"shop-test\",\"Function\":\"commands\",\"DurationMillis\":12.0,"
                        + "\"ColdStarts\":1.0,\"Requests\":1.0,\"ServerErrors\":0.0,"
                        + "\"ReadUnits\":0.0,\"WriteUnits\":0.0}");
    }

    @Test
    void only_the_first_invocation_of_a_process_is_a_cold_start() {
        request("corr-1", 200, "found", null);
        request("corr-2", 200, "found", null);
        assertThat(logged.with("request"))
                .extracting(line -> line.path("correlation_id").asText() + " "
                        + line.path("cold_start").asText())
                .containsExactly("corr-1 true", "corr-2 false");
        assertThat(logged.metric("ColdStarts", "Service=shop-test Function=commands"))
                .containsExactly(1.0);
    }

    @Test
    void what_a_client_is_not_told_is_an_error_with_its_cause_and_the_table() {
        var throttled = new StoreThrottledException("slow down", "shop-orders", null);
        request("corr-1", 429, "throttled", throttled);
        request("corr-2", 503, "read-model-behind", null);
        assertThat(logged.with("request"))
                .extracting(line -> line.path("level").asText() + " "
                        + line.path("outcome").asText() + " "
                        + line.path("table").asText() + " "
                        + line.at("/error/message").asText())
                .containsExactly("ERROR throttled shop-orders slow down", "WARN read-model-behind  ");
        assertThat(logged.metric("ServerErrors", "Service=shop-test")).containsExactly(0.0, 1.0);
    }

    /** A person who follows one request must find the batches that its commits came in. */
    @Test
    void a_batch_names_the_requests_that_its_records_come_from() {
        invocations.during(call("project"), () -> {
            log.finished(new BatchLog.Batch("project", 2, 1, 0, 0, null, List.of("corr-1"), 4));
            return true;
        });
        invocations.during(call("project"), () -> {
            log.finished(new BatchLog.Batch("project", 2, 2, 0, 1, "throttled", List.of("corr-1", "corr-2"), 4));
            return true;
        });
        assertThat(logged.with("batch"))
                .extracting(line -> line.path("correlation_id").asText() + " "
                        + line.path("correlation_ids").toString())
                .containsExactly("corr-1 ", " [\"corr-1\",\"corr-2\"]");
    }

    @Test
    void an_invocation_that_ends_with_an_exception_leaves_an_error_and_its_metrics() {
        var defect = new IllegalStateException("a defect that this test makes");
        assertThatThrownBy(() -> invocations.during(call("react"), () -> {
                    throw defect;
                }))
                .isSameAs(defect);
        assertThat(logged.with("the invocation failed"))
                .extracting(line -> line.path("level").asText() + " "
                        + line.at("/error/message").asText())
                .containsExactly("ERROR a defect that this test makes");
        assertThat(logged.metric("DurationMillis", "Service=shop-test Function=react"))
                .containsExactly(12.0);
    }

    @Test
    void metrics_are_written_even_if_the_lines_of_invocations_are_turned_off() {
        Logger.getLogger("io.daybook.invocation").setLevel(java.util.logging.Level.OFF);
        request("corr-1", 200, "found", null);
        assertThat(logged.with("request")).isEmpty();
        assertThat(logged.with("metrics")).hasSize(1);
        assertThat(logged.metric("Requests", "Service=shop-test")).containsExactly(1.0);
    }

    @Test
    void what_a_library_logs_is_a_line_too() {
        var line = lines.json(Level.WARNING, "com.example.Pool", "no \"room\"", new IllegalStateException("full"));
        assertThat(line)
                .startsWith("{\"timestamp\":\"2026-11-26T03:00:00.120Z\",\"level\":\"WARN\","
                        + "\"message\":\"no \\\"room\\\"\",\"service\":\"shop-test\",\"release\":\"1.2.3\","
                        + "\"logger\":\"com.example.Pool\",\"error\":{\"name\":\"java.lang.IllegalStateException\","
                        + "\"message\":\"full\",\"stack\":\"java.lang.IllegalStateException: full\\n\\tat ")
                .endsWith("\"}}");
    }

    /** On a laptop. */
    @Test
    void people_read_a_request_as_text_without_metrics() {
        var readable = new InvocationLines(new ReadableLines());
        new Invocations(new ReadableLines(), new CapacityMeter(), nanos::remove).during(call("queries"), () -> {
            readable.began("corr-1");
            readable.finished(new InvocationLog.Entry("corr-1", "GET /wallets/{id}", 200, "found", 12), null);
            return true;
        });
        assertThat(logged.records())
                .extracting(record -> record.getMessage())
                .containsExactly("request route=\"GET /wallets/{id}\" status=200 outcome=found millis=12 requests=0"
                        + " read_units=0.0 write_units=0.0 correlation_id=corr-1");
    }

    @Test
    void an_idle_sweep_is_a_line_for_machines_and_none_for_people() {
        var idle = new BatchLog.Sweep(0, 0, 0, 0, 0, 3);
        new InvocationLines(new ReadableLines()).finished(idle, null);
        assertThat(logged.records()).isEmpty();
        log.finished(idle, null);
        assertThat(logged.with("sweep")).hasSize(1);
    }

    private void request(String correlationId, int status, String outcome, Throwable defect) {
        invocations.during(call("commands"), () -> {
            log.began(correlationId);
            log.finished(
                    new InvocationLog.Entry(correlationId, "POST /wallets/{id}/open", status, outcome, 12), defect);
            return true;
        });
    }

    private static Call call(String function) {
        return new Call(function, "shop-test-" + function + "-1X2Y", "7", "8476a536-e9f4");
    }
}
