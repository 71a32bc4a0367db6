package io.daybook.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.laptop.LocalRuntime;
import io.daybook.testtools.Eventually;
import io.daybook.testtools.Http;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Customers with tokens of their own, and the whole application on a laptop's tables. */
@QuarkusTest
class CustomersTest {
    private static final String ADA = "customers-ada";
    private static final String BOB = "customers-bob";

    @Inject
    LocalRuntime runtime;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(runtime.httpPort());
    }

    @Test
    void a_customer_uses_what_is_its_own_and_nothing_else() {
        assertThat(post(ADA, "/accounts/customers-a1/open", "{\"owner\":\"customers-ada\",\"initialDeposit\":5}"))
                .isEqualTo(201);
        assertThat(post(BOB, "/accounts/customers-a1/withdraw", "{\"amount\":5}"))
                .isEqualTo(403);
        assertThat(post(BOB, "/accounts/customers-b1/open", "{\"owner\":\"customers-ada\",\"initialDeposit\":5}"))
                .isEqualTo(403);
        assertThat(get(ADA, "/accounts/customers-a1?atLeast=1")).isEqualTo(200);
        for (var path : List.of("/accounts/customers-a1", "/streams/account-customers-a1/events")) {
            assertThat(get(ADA, path)).as(path).isEqualTo(200);
            assertThat(get(BOB, path)).as(path).isEqualTo(404);
        }
        var list = "/accounts?owner=" + ADA;
        Eventually.equal(
                1, () -> http.get(list, bearer(ADA)).json().path("items").size());
        assertThat(get(BOB, list)).isEqualTo(403);
        assertThat(get(BOB, "/sagas/fulfilment?step=paying")).isEqualTo(403);
        assertThat(get(BOB, "/analytics/sales")).isEqualTo(403);
        assertThat(http.get(list, "authorization", "Bearer e30.e30.e30").status())
                .isEqualTo(401);
    }

    @Test
    void what_is_done_for_a_customer_carries_its_id() {
        var order = "/orders/customers-o1";
        http.post("/inventory/customers-lamp/register", "{\"name\":\"Lamp\",\"quantity\":9}");
        post(ADA, order + "/create", "{\"customerId\":\"customers-ada\"}");
        post(ADA, order + "/add-item", "{\"productId\":\"customers-lamp\",\"quantity\":1,\"unitPrice\":2}");
        assertThat(post(ADA, order + "/submit", "{\"paymentMethod\":\"card\"}")).isEqualTo(200);
        Eventually.equal(
                "completed",
                () -> http.get(order, bearer(ADA)).json().path("status").asText());
        for (var stream : List.of("order-customers-o1", "payment-customers-o1")) {
            assertThat(userIds(stream)).as(stream).containsExactly(ADA);
            assertThat(get(BOB, "/streams/" + stream + "/events")).isEqualTo(404);
        }
        assertThat(get(ADA, "/streams/payment-customers-o1/events")).isEqualTo(404);
    }

    /** As an operator sees them. */
    private Set<String> userIds(String stream) {
        return new HashSet<>(
                http.get("/streams/" + stream + "/events").json().path("items").findValuesAsText("userId"));
    }

    private int get(String sub, String path) {
        return http.get(path, bearer(sub)).status();
    }

    private int post(String sub, String path, String body) {
        return http.post(path, body, bearer(sub)).status();
    }

    private String[] bearer(String sub) {
        var token = http.post("/dev/token", "{\"sub\":\"" + sub + "\",\"roles\":[\"customer\"]}")
                .json()
                .path("token")
                .asText();
        return new String[] {"authorization", "Bearer " + token};
    }
}
