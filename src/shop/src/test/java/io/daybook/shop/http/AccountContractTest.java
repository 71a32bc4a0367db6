package io.daybook.shop.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.shop.ShopApi;
import io.daybook.testtools.FunctionClient.Answer;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts as the HTTP contract shows them. */
final class AccountContractTest {
    private final MemoryEventStore store = new MemoryEventStore();
    private final ShopApi api = new ShopApi(store);

    @BeforeEach
    void open_an_account() {
        api.post("/accounts/a1/open", "{\"owner\":\"ada\",\"initialDeposit\":\"10\"}");
    }

    @Test
    void a_command_that_starts_a_stream_is_answered_201_with_its_location() {
        var answer = api.post("/accounts/a2/open", "{\"owner\":\"ada\",\"initialDeposit\":\"10\"}");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text())
                .isEqualTo("{\"stream\":\"account-a2\",\"version\":1,"
                        + "\"events\":[{\"type\":\"AccountOpened\",\"version\":1}],\"duplicate\":false}");
        assertThat(answer.headers())
                .containsEntry("Location", "/accounts/a2")
                .containsEntry("ETag", "\"1\"")
                .containsEntry("Content-Type", "application/json")
                .containsKey("X-Correlation-Id");
    }

    @Test
    void a_later_command_is_answered_200_without_a_location() {
        var answer = api.post("/accounts/a1/deposit", "{\"amount\":2.5}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("version").asLong()).isEqualTo(2);
        assertThat(answer.headers()).containsEntry("ETag", "\"2\"").doesNotContainKey("Location");
    }

    @Test
    void a_command_with_nothing_to_change_appends_no_events() {
        api.post("/accounts/a1/withdraw", "{\"amount\":10}");
        api.post("/accounts/a1/close", "");
        var answer = api.post("/accounts/a1/close", "{}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo("{\"stream\":\"account-a1\",\"version\":3,\"events\":[],\"duplicate\":false}");
    }

    @ParameterizedTest
    @CsvSource({
        "open, '{\"owner\":\"ada\",\"initialDeposit\":0}', account-already-open",
        "withdraw, '{\"amount\":10.01}', insufficient-funds",
        "deposit, '{\"amount\":9999999999999999.99}', amount-out-of-range",
        "close, '', balance-not-zero"
    })
    void a_rejection_is_answered_422_with_its_own_code_and_message(String command, String body, String code) {
        var answer = api.post("/accounts/a1/" + command, body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().path("detail").asText()).isNotBlank();
        assertThat(store.all(new StreamName("account", "a1"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deposit", "withdraw"})
    void a_closed_account_moves_no_money(String command) {
        api.post("/accounts/a1/withdraw", "{\"amount\":10}");
        api.post("/accounts/a1/close", "");
        assertThat(api.post("/accounts/a1/" + command, "{\"amount\":1}").code()).isEqualTo("account-closed");
    }

    @Test
    void a_command_on_a_stream_that_does_not_exist_is_answered_404() {
        var answer = api.post("/accounts/nobody/deposit", "{\"amount\":1}");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("not-found");
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
        refused(api.post("/accounts/a1/deposit", "{\"amount\":" + amount + "}"), "amount");
        refused(api.post("/accounts/a1/withdraw", "{\"amount\":" + amount + "}"), "amount");
    }

    @ParameterizedTest
    @CsvSource({
        "owner, '\"owner\":\"\"'",
        "owner, '\"owner\":7'",
        "owner, '\"owner\":null'",
        "owner, '\"owner\":\"\\ud800\"'",
        "initialDeposit, '\"initialDeposit\":-0.01'",
        "initialDeposit, '\"initialDeposit\":\"x\"'",
        "currency, '\"currency\":\"usd\"'",
        "currency, '\"currency\":\"XXXX\"'",
        "currency, '\"currency\":1'",
        "admin, '\"admin\":true'"
    })
    void a_field_out_of_range_or_form_is_named(String field, String json) {
        var rest = List.of("\"owner\":\"ada\"", "\"initialDeposit\":0", "\"currency\":\"USD\"").stream()
                .filter(other -> !other.startsWith("\"" + field + "\""))
                .collect(Collectors.joining(","));
        refused(api.post("/accounts/a2/open", "{" + json + "," + rest + "}"), field);
    }

    @Test
    void an_owner_of_201_characters_is_refused() {
        refused(api.post("/accounts/a2/open", "{\"initialDeposit\":0,\"owner\":\"" + "x".repeat(201) + "\"}"), "owner");
    }

    private static void refused(Answer answer, String field) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid-request");
        assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat(answer.fields()).containsExactly(field);
        assertThat(answer.text()).doesNotContain("io.daybook", "Exception", "jackson");
    }
}
