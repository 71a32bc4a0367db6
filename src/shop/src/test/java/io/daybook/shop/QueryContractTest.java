package io.daybook.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.daybook.laptop.LocalRuntime;
import io.daybook.testtools.Eventually;
import io.daybook.testtools.Http;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a command to its row, through the gateway, the functions, the pump and the tables of the template. */
@QuarkusTest
class QueryContractTest {
    private final String id = UUID.randomUUID().toString();

    @Inject
    LocalRuntime runtime;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(runtime.httpPort());
    }

    @Test
    void an_account_is_read_as_the_command_left_it() {
        posted("/accounts/" + id + "/open", "{\"owner\":\"" + id + "\",\"initialDeposit\":\"5.00\"}");
        posted("/accounts/" + id + "/deposit", "{\"amount\":\"2.50\"}");
        var row = row("/accounts/" + id, 2);
        assertThat(row.path("balance").asText()).isEqualTo("7.50");
        assertThat(items("/accounts?owner=" + id)).isEqualTo("[" + row + "]");
        var known = http.get("/accounts/" + id, "If-None-Match", "\"2\"");
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.response().body()).isEmpty();
        assertThat(known.response().headers().firstValue("etag")).contains("\"2\"");
    }

    @Test
    void a_user_is_found_by_email_and_by_words_as_long_as_they_are_his() {
        var word = id.substring(0, 8);
        posted("/users/" + id + "/register", "{\"email\":\"Ada+" + id + "@x.org\",\"name\":\"Ada " + word + "\"}");
        var row = row("/users/" + id, 1);
        assertThat(items("/users?email=ada+" + id + "@X.org")).isEqualTo("[" + row + "]");
        assertThat(items("/users?q=" + word)).isEqualTo("[" + row + "]");
        posted("/users/" + id + "/change-name", "{\"name\":\"Countess\"}");
        posted("/users/" + id + "/change-email", "{\"email\":\"ada@" + id.replace("-", "") + ".org\"}");
        row("/users/" + id, 3);
        assertThat(items("/users?q=" + word + "-")).isEqualTo("[]");
        assertThat(items("/users?email=ada+" + id + "@X.org")).isEqualTo("[]");
    }

    @Test
    void a_registration_counts() {
        posted(
                "/users/" + id + "/register",
                "{\"email\":\"" + id + "@x.org\",\"name\":\"Ada\",\"source\":\"" + id + "\"}");
        row("/users/" + id, 1);
        var day = row("/users/" + id, 1).path("registeredAt").asText().substring(0, 10);
        // Another projection than that of the row: it is done about then, but need not be.
        Eventually.equal(
                "{\"day\":\"" + day + "\",\"source\":\"" + id + "\",\"count\":1}", () -> registrationsOfMine(day));
    }

    @Test
    void an_order_shows_its_customer_and_is_listed() {
        posted("/users/" + id + "/register", "{\"email\":\"" + id + "@x.org\",\"name\":\"Ada\"}");
        posted("/orders/" + id + "/create", "{\"customerId\":\"" + id + "\"}");
        posted("/orders/" + id + "/add-item", "{\"productId\":\"p\",\"quantity\":2,\"unitPrice\":\"1.50\"}");
        row("/users/" + id, 1);
        var row = row("/orders/" + id, 2);
        assertThat(row.path("customerName").asText()).isEqualTo("Ada");
        assertThat(row.path("total").asText()).isEqualTo("3.00");
        assertThat(items("/orders?customerId=" + id)).isEqualTo("[" + row + "]");
        assertThat(items("/orders?status=pending&limit=100")).contains(row.toString());
    }

    @Test
    void a_product_is_read_as_the_command_left_it() {
        posted("/inventory/" + id + "/register", "{\"name\":\"Lamp\",\"quantity\":3}");
        assertThat(row("/inventory/" + id, 1).path("available").asInt()).isEqualTo(3);
    }

    @Test
    void operators_see_every_projection() {
        var names = http.get("/admin/projections").json().path("items").findValuesAsText("name");
        assertThat(names).contains("accounts", "users", "inventory", "orders", "registrations");
        assertThat(http.get("/admin/projections/accounts").status()).isEqualTo(200);
        assertThat(http.get("/admin/parked").json().path("items").isArray()).isTrue();
        assertThat(http.post("/admin/parked/redrive", "{\"stream\":\"account-nobody\"}")
                        .json()
                        .toString())
                .isEqualTo("{\"redriven\":0,\"parked\":0}");
    }

    private void posted(String path, String body) {
        assertThat(http.post(path, body, "content-type", "application/json").status())
                .as(path)
                .isLessThan(300);
    }

    private JsonNode row(String path, long version) {
        var answer = http.getUpToDate(path + "?atLeast=" + version);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.json();
    }

    private String items(String path) {
        return http.get(path).json().path("items").toString();
    }

    private String registrationsOfMine(String day) {
        for (var item : http.get("/analytics/registrations?from=" + day + "&to=" + day)
                .json()
                .path("items")) {
            if (item.path("source").asText().equals(id)) {
                return item.toString();
            }
        }
        return "";
    }
}
