package io.daybook.runtime.signals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many commands there were, what became of them, how long they took, and how far behind those are who follow. */
class CommandMetricsTest {
    private static final String STACK = "Service=test";

    private final SignalsWorld world = new SignalsWorld();

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void each_command_is_counted_by_its_category_and_what_became_of_it() {
        world.open("a");
        world.open("a");
        world.command("/wallets/a/spend", "corr-1", "{\"amount\":1000}");
        world.command("/wallets/b/spend", "corr-2", "{\"amount\":1}");
        for (int repetition = 1; repetition <= 2; repetition++) {
            world.post("/wallets/a/fill")
                    .header("idempotency-key", "k")
                    .body("{\"amount\":1}")
                    .send();
        }
        world.post("/wallets/a/fill")
                .header("idempotency-key", "k")
                .body("{\"amount\":2}")
                .send();
        world.post("/wallets/a/fill")
                .header("if-match", "\"9\"")
                .body("{\"amount\":2}")
                .send();
        world.post("/wallets/a/fill")
                .by("u1", "customer")
                .body("{\"amount\":2}")
                .send();
        assertThat(outcome("forbidden")).containsExactly(1.0);
        assertThat(outcome("accepted")).containsExactly(1.0, 1.0);
        assertThat(outcome("rejected")).containsExactly(1.0, 1.0);
        assertThat(outcome("not-found")).containsExactly(1.0);
        assertThat(outcome("duplicate")).containsExactly(1.0);
        assertThat(outcome("reused")).containsExactly(1.0);
        assertThat(outcome("version-mismatch")).containsExactly(1.0);
        assertThat(world.log.metric("Commands", STACK)).hasSize(9).containsOnly(1.0);
        assertThat(world.log.metric("Contended", STACK + " Category=wallet"))
                .hasSize(9)
                .containsOnly(0.0);
        assertThat(world.log.metric("CommandMillis", STACK + " Category=wallet"))
                .hasSize(9);
    }

    private List<Double> outcome(String outcome) {
        return world.log.metric("Commands", STACK + " Category=wallet Outcome=" + outcome);
    }

    @Test
    void a_request_for_a_command_is_one_line_that_carries_the_metrics_of_both() {
        world.open("a");
        assertThat(world.log.all()).hasSize(1);
        assertThat(world.log.metrics())
                .containsExactly(
                        "ColdStarts",
                        "CommandMillis",
                        "Commands",
                        "Contended",
                        "DurationMillis",
                        "ReadUnits",
                        "Requests",
                        "ServerErrors",
                        "WriteUnits");
    }

    /** What a request set in motion is found by its correlation id. */
    @Test
    void what_a_saga_sends_is_counted_too_and_the_line_names_the_request_that_caused_it() {
        world.open("a");
        world.react(world.inserted("a"));
        assertThat(world.log.with("batch"))
                .extracting(line -> line.path("correlation_id").asText())
                .containsExactly("corr-a");
        assertThat(world.log.metric("Commands", STACK + " Category=counter Outcome=accepted"))
                .containsExactly(1.0);
        assertThat(world.log.metric("WriteUnits", STACK + " Consumer=errand")).hasSize(1);
        assertThat(world.log.metric("WriteUnits", STACK + " Category=counter")).hasSize(1);
    }

    /** The oldest of what came together counts. */
    @Test
    void the_age_of_a_consumer_is_the_time_from_the_recording_to_the_row() {
        world.open("a");
        var first = world.inserted("a");
        world.now = world.now.plus(Duration.ofSeconds(7));
        world.open("b");
        world.now = world.now.plus(Duration.ofSeconds(3));
        world.project(first, world.inserted("b"));
        assertThat(world.log.metric("ConsumerAge", STACK + " Consumer=wallets")).containsExactly(10_000.0);
        assertThat(world.log.metric("Gaps", STACK + " Consumer=wallets")).isEmpty();
    }

    @Test
    void no_metric_is_counted_by_an_id() {
        world.open("a");
        world.project(world.inserted("a"));
        world.react(world.inserted("a"));
        world.sweep();
        assertThat(world.log.all())
                .flatExtracting(line -> List.of(
                        line.path("Consumer").asText(),
                        line.path("Category").asText(),
                        line.path("Outcome").asText()))
                .containsOnly("", "wallet", "counter", "accepted", "wallets", "errand", "bell");
    }
}
