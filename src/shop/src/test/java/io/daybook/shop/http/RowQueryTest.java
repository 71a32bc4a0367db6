package io.daybook.shop.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.testtools.FunctionClient.Answer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rows of the shop, field by field. */
final class RowQueryTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00.000Z");

    private final ShopReads read = new ShopReads();

    @BeforeEach
    void set_the_clock() {
        read.api.now = START;
    }

    @Test
    void an_account() {
        read.after("/accounts/a1/open", "{\"owner\":\"Ada\",\"initialDeposit\":\"12.50\"}");
        var answer = read.get("/accounts/a1");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo("{\"accountId\":\"a1\",\"owner\":\"Ada\",\"balance\":\"12.50\",\"currency\":\"USD\","
                        + "\"status\":\"active\",\"openedAt\":\"2026-11-23T08:00:00.000Z\","
                        + "\"lastUpdated\":\"2026-11-23T08:00:00.000Z\",\"version\":1}");
        assertThat(answer.headers())
                .containsEntry("ETag", "\"1\"")
                .containsEntry("Content-Type", "application/json")
                .containsKey("X-Correlation-Id");
    }

    @Test
    void a_user() {
        read.after("/users/u1/register", "{\"email\":\"Ada@x.org\",\"name\":\"Ada\",\"source\":\"web\"}")
                .after(
                        "/users/u1/change-address",
                        "{\"street\":\"1 Main St\",\"city\":\"Springfield\",\"postalCode\":\"1\",\"country\":\"US\"}");
        assertThat(read.get("/users/u1").text())
                .isEqualTo("{\"userId\":\"u1\",\"email\":\"Ada@x.org\",\"name\":\"Ada\",\"address\":"
                        + "{\"street\":\"1 Main St\",\"city\":\"Springfield\",\"postalCode\":\"1\",\"country\":\"US\"},"
                        + "\"source\":\"web\",\"status\":\"pending\",\"registeredAt\":\"2026-11-23T08:00:00.000Z\","
                        + "\"lastUpdated\":\"2026-11-23T08:00:00.000Z\",\"version\":2}");
    }

    @Test
    void a_product() {
        read.after("/inventory/p1/register", "{\"name\":\"Lamp\",\"quantity\":3}");
        assertThat(read.get("/inventory/p1").text())
                .isEqualTo("{\"productId\":\"p1\",\"name\":\"Lamp\",\"onHand\":3,\"reserved\":0,\"available\":3,"
                        + "\"version\":1}");
    }

    @Test
    void an_order_shows_its_customers_name_as_it_is_now() {
        read.after("/users/u1/register", "{\"email\":\"ada@x.org\",\"name\":\"Ada\"}")
                .after("/orders/o1/create", "{\"customerId\":\"u1\"}")
                .after("/orders/o1/add-item", "{\"productId\":\"p1\",\"quantity\":2,\"unitPrice\":\"1.50\"}")
                .after("/users/u1/change-name", "{\"name\":\"Countess\"}");
        assertThat(read.get("/orders/o1").text())
                .isEqualTo("{\"orderId\":\"o1\",\"customerId\":\"u1\",\"customerName\":\"Countess\",\"items\":"
                        + "[{\"productId\":\"p1\",\"quantity\":2,\"unitPrice\":\"1.50\",\"lineTotal\":\"3.00\"}],"
                        + "\"total\":\"3.00\",\"currency\":\"USD\",\"status\":\"pending\",\"reason\":null,"
                        + "\"createdAt\":\"2026-11-23T08:00:00.000Z\",\"submittedAt\":null,"
                        + "\"lastUpdated\":\"2026-11-23T08:00:00.000Z\",\"version\":2}");
    }

    @Test
    void the_name_of_an_unknown_customer_is_null() {
        read.after("/orders/o1/create", "{\"customerId\":\"nobody\"}").after("/orders/o2/create", "{}");
        for (var order : List.of("o1", "o2")) {
            var row = read.get("/orders/" + order).json();
            assertThat(row.has("customerName")).isTrue();
            assertThat(row.path("customerName").isNull()).isTrue();
        }
    }

    /** The tag is the version of the order's stream, which does not move when its customer gets another name. */
    @Test
    void an_order_is_sent_again_where_it_shows_what_its_version_does_not_tell() {
        read.after("/users/u1/register", "{\"email\":\"ada@x.org\",\"name\":\"Ada\"}")
                .after("/orders/o1/create", "{\"customerId\":\"u1\"}")
                .after("/orders/o2/create", "{}")
                .after("/orders/o3/create", "{\"customerId\":\"nobody\"}")
                .after("/users/u1/change-name", "{\"name\":\"Countess\"}");
        var renamed = conditional("/orders/o1", "\"1\"");
        assertThat(renamed.status()).isEqualTo(200);
        assertThat(renamed.json().path("customerName").asText()).isEqualTo("Countess");
        assertThat(renamed.headers()).containsEntry("ETag", "\"1\"");
        assertThat(conditional("/orders/o1", "*").status()).isEqualTo(304);
        assertThat(conditional("/orders/o2", "\"1\"").status()).isEqualTo(304);
        assertThat(conditional("/orders/o3", "\"1\"").status()).isEqualTo(304);
    }

    private Answer conditional(String path, String header) {
        return read.api.request("GET", path).header("if-none-match", header).send();
    }
}
