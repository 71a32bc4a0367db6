package io.daybook.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.Api;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.memory.MemoryEventStore;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the HTTP contract says of commands that are accepted or rejected. */
class CommandContractTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final MemoryEventStore store = new MemoryEventStore();
    private final Api api = new Api(store);

    @BeforeEach
    void open_a_wallet() {
        api.post("/wallets/a1/open", "{\"owner\":\"ada\",\"content\":\"10\"}");
    }

    @Test
    void a_command_that_starts_a_stream_is_answered_201_with_its_location() {
        var answer = api.post("/wallets/a2/open", "{\"owner\":\"ada\",\"content\":\"10\"}");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text())
                .isEqualTo("{\"stream\":\"wallet-a2\",\"version\":1,"
                        + "\"events\":[{\"type\":\"WalletOpened\",\"version\":1}],\"duplicate\":false}");
        assertThat(answer.headers())
                .containsEntry("Location", "/wallets/a2")
                .containsEntry("ETag", "\"1\"")
                .containsEntry("Content-Type", "application/json")
                .containsKey("X-Correlation-Id");
    }

    @Test
    void a_later_command_is_answered_200_without_a_location() {
        var answer = api.post("/wallets/a1/fill", "{\"amount\":2.5}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("version").asLong()).isEqualTo(2);
        assertThat(answer.headers()).containsEntry("ETag", "\"2\"").doesNotContainKey("Location");
    }

    @Test
    void a_command_with_nothing_to_change_appends_no_events() {
        api.post("/wallets/a1/spend", "{\"amount\":10}");
        api.post("/wallets/a1/close", "");
        var answer = api.post("/wallets/a1/close", "{}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo("{\"stream\":\"wallet-a1\",\"version\":3,\"events\":[],\"duplicate\":false}");
    }

    @ParameterizedTest
    @CsvSource({
        "open, '{\"owner\":\"ada\",\"content\":0}', wallet-already-open",
        "spend, '{\"amount\":10.01}', too-few-coins",
        "fill, '{\"amount\":9999999999999999.99}', too-many-coins",
        "close, '', wallet-not-empty"
    })
    void a_rejection_is_answered_422_with_its_own_code_and_message(String command, String body, String code) {
        var answer = api.post("/wallets/a1/" + command, body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().path("detail").asText()).isNotBlank();
        assertThat(store.all(new StreamName("wallet", "a1"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fill", "spend"})
    void a_closed_wallet_moves_no_money(String command) {
        api.post("/wallets/a1/spend", "{\"amount\":10}");
        api.post("/wallets/a1/close", "");
        assertThat(api.post("/wallets/a1/" + command, "{\"amount\":1}").code()).isEqualTo("wallet-closed");
    }

    @Test
    void a_command_on_a_stream_that_does_not_exist_is_answered_404() {
        var answer = api.post("/wallets/nobody/fill", "{\"amount\":1}");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("not-found");
    }

    @Test
    void a_repeated_key_repeats_the_first_answer_even_when_the_state_has_moved_on() {
        var first = withKey("k1", "a2/open", "{\"owner\":\"ada\",\"content\":5}");
        withKey("k2", "a2/spend", "{\"amount\":5}");
        withKey("k3", "a2/close", "");
        var again = withKey("k1", "a2/open", "{\"owner\":\"ada\",\"content\":5}");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text().replace("\"duplicate\":false", "\"duplicate\":true"));
        assertThat(again.headers()).containsEntry("Location", "/wallets/a2").containsEntry("ETag", "\"1\"");
        var spending = withKey("k2", "a2/spend", "{\"amount\":5}");
        assertThat(spending.status()).isEqualTo(200);
        assertThat(spending.json().path("version").asLong()).isEqualTo(2);
    }

    @Test
    void a_duplicate_is_recognised_before_the_version_is_compared() {
        withKey("k1", "a1/fill", "{\"amount\":5}");
        var again = api.post("/wallets/a1/fill")
                .header("idempotency-key", "k1")
                .header("if-match", "\"1\"")
                .body("{\"amount\":5}")
                .send();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("duplicate").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "a1/fill, '{\"amount\":5.01}'",
        "a1/spend, '{\"amount\":5}'",
        "a1/close, ''",
        "a1/open, '{\"owner\":\"ada\",\"content\":5}'"
    })
    void a_key_that_comes_again_with_another_command_is_answered_422_and_writes_nothing(String path, String body) {
        withKey("k1", "a1/fill", "{\"amount\":5}");
        var answer = withKey("k1", path, body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("idempotency-key-reused");
        assertThat(store.all(new StreamName("wallet", "a1"))).hasSize(2);
        assertThat(withKey("k1", "a1/fill", "{\"amount\":5}").status()).isEqualTo(200);
    }

    @Test
    void a_key_that_comes_again_from_another_caller_is_answered_422() {
        var fill = "{\"amount\":5}";
        api.post("/wallets/a1/fill")
                .header("idempotency-key", "k1")
                .by("u1")
                .body(fill)
                .send();
        var other = api.post("/wallets/a1/fill")
                .header("idempotency-key", "k1")
                .by("u2")
                .body(fill)
                .send();
        assertThat(other.code()).isEqualTo("idempotency-key-reused");
        assertThat(withKey("k1", "a1/fill", fill).code()).isEqualTo("idempotency-key-reused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"owner\":\"ada\",\"content\":5}",
                "{ \"content\" : \"5.00\" , \"owner\":\"ada\"}",
                "{\"owner\":\"\\u0061da\",\"content\":5.0,\"currency\":\"USD\"}",
                "{\"owner\":\"ada\",\"content\":\"5\",\"currency\":null}"
            })
    void how_the_values_of_a_repeated_command_are_written_makes_no_difference(String body) {
        withKey("k1", "a2/open", "{\"owner\":\"ada\",\"content\":5}");
        var again = withKey("k1", "a2/open", body);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().path("duplicate").asBoolean()).isTrue();
    }

    @Test
    void a_key_whose_first_use_appended_nothing_is_decided_anew() {
        assertThat(withKey("k1", "a1/spend", "{\"amount\":11}").status()).isEqualTo(422);
        withKey("k2", "a1/fill", "{\"amount\":1}");
        assertThat(withKey("k1", "a1/spend", "{\"amount\":11}").status()).isEqualTo(200);
    }

    @Test
    void if_match_holds_or_is_answered_412_with_both_versions() {
        assertThat(matching("\"1\"", "a1/fill").status()).isEqualTo(200);
        var stale = matching("\"1\"", "a1/fill");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.code()).isEqualTo("version-mismatch");
        assertThat(stale.json().path("expected").asLong()).isEqualTo(1);
        assertThat(stale.json().path("actual").asLong()).isEqualTo(2);
    }

    @Test
    void if_match_zero_means_that_the_stream_must_not_exist() {
        var open = "{\"owner\":\"ada\",\"content\":0}";
        assertThat(api.post("/wallets/a3/open")
                        .header("if-match", "\"0\"")
                        .body(open)
                        .send()
                        .status())
                .isEqualTo(201);
        assertThat(api.post("/wallets/a3/open")
                        .header("if-match", "\"0\"")
                        .body(open)
                        .send()
                        .status())
                .isEqualTo(412);
        assertThat(matching("\"7\"", "nobody/fill").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "APPLICATION/JSON",
                "application/vnd.x+json",
                ""
            })
    void json_has_many_content_types(String contentType) {
        var answer = api.post("/wallets/a1/fill")
                .header("content-type", contentType)
                .body("{\"amount\":1}")
                .send();
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void no_body_needs_no_content_type() {
        api.post("/wallets/a1/spend", "{\"amount\":10}");
        assertThat(api.post("/wallets/a1/close")
                        .header("content-type", "text/plain")
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_body_in_base64_is_decoded() {
        assertThat(api.post("/wallets/a5/open")
                        .body(Api.openingBody(256 * 1024))
                        .send()
                        .status())
                .isEqualTo(201);
    }

    @Test
    void the_clients_correlation_id_is_echoed_and_recorded() {
        var answer = api.post("/wallets/a2/open")
                .header("x-correlation-id", "from the client")
                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .header("idempotency-key", "k")
                .by("caller-7")
                .body("{\"owner\":\"ada\",\"content\":0}")
                .send();
        assertThat(answer.header("X-Correlation-Id")).isEqualTo("from the client");
        assertThat(store.all(new StreamName("wallet", "a2")).getFirst().metadata())
                .isEqualTo(new EventMetadata(
                        "k", "from the client", "k", "caller-7", Instant.parse("2026-11-23T08:00:00.123Z"), "unknown"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00-" + TRACE + "-00f067aa0ba902b7-01", "01-" + TRACE + "-00f067aa0ba902b7-01-more"})
    void without_one_the_trace_id_is_the_correlation_id(String traceparent) {
        assertThat(api.post("/wallets/a1/close")
                        .header("traceparent", traceparent)
                        .send()
                        .header("X-Correlation-Id"))
                .isEqualTo(TRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00-" + TRACE,
                "ff-" + TRACE + "-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-" + TRACE + "-00f067aa0ba902b7-01-more"
            })
    void an_invalid_trace_context_is_ignored(String traceparent) {
        assertThat(api.post("/wallets/a1/close")
                        .header("traceparent", traceparent)
                        .send()
                        .header("X-Correlation-Id"))
                .hasSize(36);
    }

    @Test
    void a_correlation_id_that_cannot_be_carried_is_replaced() {
        for (var id : new String[] {"", "x".repeat(129), "caf\u00e9", "a\tb"}) {
            assertThat(api.post("/wallets/a1/close")
                            .header("x-correlation-id", id)
                            .send()
                            .header("X-Correlation-Id"))
                    .hasSize(36);
        }
        assertThat(api.post("/wallets/a1/close")
                        .header("x-correlation-id", "x".repeat(128))
                        .send()
                        .header("X-Correlation-Id"))
                .isEqualTo("x".repeat(128));
    }

    private Api.Answer withKey(String key, String path, String body) {
        return api.post("/wallets/" + path)
                .header("idempotency-key", key)
                .body(body)
                .send();
    }

    private Api.Answer matching(String version, String path) {
        return api.post("/wallets/" + path)
                .header("if-match", version)
                .body("{\"amount\":1}")
                .send();
    }
}
