package io.daybook.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.Api;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.memory.MemoryEventStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed, hostile and oversized input of every kind gets its error and writes nothing. */
class HostileInputTest {
    private final MemoryEventStore store = new MemoryEventStore();
    private final Api api = new Api(store);
    private Map<StreamName, List<Commit>> before = Map.of();

    @BeforeEach
    void open_a_wallet() {
        api.post("/wallets/a1/open", "{\"owner\":\"ada\",\"content\":\"10\"}");
        before = contents();
    }

    @AfterEach
    void nothing_was_written_and_nothing_was_a_defect() {
        assertThat(contents()).isEqualTo(before);
        assertThat(api.defects).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "",
                "[]",
                "null",
                "7",
                "\"x\"",
                "{\"amount\":1} x",
                "{\"amount\":1,\"amount\":2}",
                "{\"amount\":NaN}",
                "\u0000"
            })
    void a_body_that_is_no_json_object_is_refused(String body) {
        var answer = api.post("/wallets/a1/fill", body);
        refused(answer, body.isEmpty() ? "amount" : "");
    }

    @Test
    void ill_formed_utf_8_and_base64_are_refused() {
        var bytes = "{\"amount\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        refused(api.post("/wallets/a1/fill").body(bytes).send(), "");
        refused(
                api.post("/wallets/a1/fill")
                        .body("{\"amount\":1}".getBytes(StandardCharsets.UTF_16))
                        .send(),
                "");
        refused(api.post("/wallets/a1/fill").rawBase64("%%%").send(), "");
    }

    @Test
    void endless_nesting_is_refused() {
        refused(api.post("/wallets/a1/fill", "{\"a\":".repeat(40_000)), "");
        refused(api.post("/wallets/a1/fill", "{\"amount\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"), "");
    }

    /** A body of 256 KB has room for numbers that would take minutes to compute, or all memory to write. */
    @Test
    void a_number_without_end_is_refused() {
        for (var number : List.of(
                "9".repeat(250_000),
                "-" + "9".repeat(250_000),
                "0." + "0".repeat(250_000) + "1",
                "1e999999999",
                "1e-999999999",
                "1e" + "9".repeat(1_000))) {
            refused(api.post("/wallets/a1/fill", "{\"amount\":" + number + "}"), "amount");
        }
    }

    @Test
    void of_thousands_of_mistakes_a_hundred_are_named() {
        var fields = new StringBuilder("{");
        for (int i = 0; i < 10_000; i++) {
            fields.append("\"f").append(i).append("\":1,");
        }
        var answers = List.of(
                api.post("/wallets/a1/fill", fields + "\"amount\":1}"),
                api.get("/wallets/a1?" + "a&".repeat(5_000)),
                api.get("/streams/wallet-a1/events?" + "limit=1&".repeat(1_000)));
        for (var answer : answers) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.fields()).hasSize(100);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "\"0.00\"",
                "1.001",
                "1e2",
                "1.5e1",
                "\"1e2\"",
                "10000000000000000",
                "true",
                "null",
                "[]",
                "{}",
                "\"\"",
                "\"ten\"",
                "\" 1\"",
                "\"\u0661\"",
                "99999999999999999999999999999999999999999999"
            })
    void an_amount_out_of_range_or_form_is_refused(String amount) {
        refused(api.post("/wallets/a1/fill", "{\"amount\":" + amount + "}"), "amount");
        refused(api.post("/wallets/a1/spend", "{\"amount\":" + amount + "}"), "amount");
    }

    @ParameterizedTest
    @CsvSource({
        "owner, '\"owner\":\"\"'",
        "owner, '\"owner\":7'",
        "owner, '\"owner\":null'",
        "owner, '\"owner\":\"\\ud800\"'",
        "content, '\"content\":-0.01'",
        "content, '\"content\":\"x\"'",
        "currency, '\"currency\":\"usd\"'",
        "currency, '\"currency\":\"XXXX\"'",
        "currency, '\"currency\":1'",
        "admin, '\"admin\":true'"
    })
    void a_field_out_of_range_or_form_is_named(String field, String json) {
        var rest = List.of("\"owner\":\"ada\"", "\"content\":0", "\"currency\":\"USD\"").stream()
                .filter(other -> !other.startsWith("\"" + field + "\""))
                .collect(Collectors.joining(","));
        refused(api.post("/wallets/a2/open", "{" + json + "," + rest + "}"), field);
    }

    @Test
    void an_owner_of_201_characters_is_refused() {
        refused(api.post("/wallets/a2/open", "{\"content\":0,\"owner\":\"" + "x".repeat(201) + "\"}"), "owner");
    }

    @Test
    void everything_that_is_wrong_is_named_at_once() {
        var answer = api.post("/wallets/a b/open?x=1")
                .header("idempotency-key", "~k")
                .header("if-match", "*")
                .body("{\"owner\":1,\"z\":2}")
                .send();
        assertThat(answer.fields())
                .containsExactlyInAnyOrder("id", "Idempotency-Key", "If-Match", "x", "owner", "z", "content");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "a b", "a%2Fb", "\u00e9", "a+b", "a\u0000", "a;b", "\ud83d\ude00", "<script>"})
    void a_bad_id_is_refused(String id) {
        refused(api.post("/wallets/" + id + "/close", ""), "id");
    }

    @Test
    void an_id_of_129_characters_is_refused() {
        refused(api.post("/wallets/" + "x".repeat(129) + "/close", ""), "id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "~mine", "two words", "caf\u00e9", "a\tb", "\u007f"})
    void a_bad_idempotency_key_is_refused(String key) {
        refused(withHeader("idempotency-key", key), "Idempotency-Key");
    }

    @Test
    void an_idempotency_key_of_129_characters_is_refused() {
        refused(withHeader("idempotency-key", "k".repeat(129)), "Idempotency-Key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "1",
                "W/\"1\"",
                "\"1\",\"2\"",
                "\"\"",
                "\"-1\"",
                "\"1.0\"",
                "\"x\"",
                "'1'",
                "\"01\"",
                "\"99999999999999999999\""
            })
    void a_bad_if_match_is_refused(String value) {
        refused(withHeader("if-match", value), "If-Match");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "json", "text/json", "*/*"
            })
    void a_body_that_is_not_json_by_its_content_type_is_refused(String contentType) {
        var answer = withHeader("content-type", contentType);
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.code()).isEqualTo("unsupported-media-type");
    }

    @Test
    void a_body_over_256_KiB_is_refused() {
        for (var answer : List.of(
                api.post("/wallets/a2/open")
                        .body(Api.openingBody(256 * 1024 + 1))
                        .send(),
                api.post("/wallets/a2/open", "{\"owner\":\"" + "\u00e9".repeat(131_072) + "\",\"content\":0}"))) {
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.code()).isEqualTo("payload-too-large");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//",
                "/counters",
                "/gauges/g1",
                "/analytics",
                "/analytics/nothing",
                "/analytics/joinings/x",
                "/admin/projections",
                "/admin/projections/wallets",
                "/admin/parked",
                "/admin/parked/redrive",
                "/admin/reconcile",
                "/wallets/a1/",
                "/wallets/a1/open/",
                "/wallets/a1/rob",
                "/Wallets/a1/open",
                "/wallet/a1/open",
                "/nothing/a1/open",
                "/wallets/a1/open/x",
                "/wallets/../a1/open",
                "/streams/wallet-a1",
                "/streams/wallet-a1/nothing",
                "/streams/wallet-a1/events/1"
            })
    void a_path_that_leads_nowhere_is_404(String path) {
        for (var method : List.of("GET", "POST")) {
            var answer = api.request(method, path).send();
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("not-found");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "post", ""})
    void a_command_takes_post_only(String method) {
        var answer = api.request(method, "/wallets/a1/close").send();
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.code()).isEqualTo("method-not-allowed");
        assertThat(answer.headers()).containsEntry("Allow", "POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "HEAD", "PUT", "DELETE"})
    void a_stream_takes_get_only(String method) {
        for (var view : List.of("events", "state", "replay")) {
            var answer = api.request(method, "/streams/wallet-a1/" + view).send();
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.headers()).containsEntry("Allow", "GET");
        }
    }

    @Test
    void an_event_of_almost_nothing_is_answered_too() {
        var answer = new Api(store).request("", "").send();
        assertThat(answer.status()).isEqualTo(404);
    }

    private Api.Answer withHeader(String name, String value) {
        return api.post("/wallets/a1/fill")
                .header(name, value)
                .body("{\"amount\":1}")
                .send();
    }

    private static void refused(Api.Answer answer, String field) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid-request");
        assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat(answer.fields()).containsExactly(field);
        assertThat(answer.text()).doesNotContain("io.daybook", "Exception", "jackson");
    }

    /** Reading may leave an empty stream behind in memory; that is no write. */
    private Map<StreamName, List<Commit>> contents() {
        return store.streams()
                .filter(stream -> !store.all(stream).isEmpty())
                .collect(Collectors.toMap(stream -> stream, store::all));
    }
}
