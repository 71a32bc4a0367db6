package io.daybook.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.daybook.kernel.memory.MemoryEventStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users, inventory, orders and payments as the HTTP contract shows them. */
class DomainContractTest {
    private static final String ADA = "{\"email\":\"Ada@x.org\",\"name\":\"Ada\"}";
    private static final String ADDRESS =
            "{\"street\":\"1 Main St\",\"city\":\"Springfield\",\"postalCode\":\"12345\",\"country\":\"US\"}";
    private static final String LAMPS = "{\"productId\":\"lamp\",\"quantity\":2,\"unitPrice\":\"2.50\"}";

    private final ShopApi api = new ShopApi(new MemoryEventStore());

    @Test
    void a_user_goes_through_every_command() {
        assertThat(events("/users/u1/register", ADA)).containsExactly("UserRegistered");
        assertThat(state("user-u1").path("source").asText()).isEqualTo("unknown");
        assertThat(events("/users/u1/change-email", "{\"email\":\"ada@x.org\"}"))
                .containsExactly("UserEmailChanged");
        assertThat(events("/users/u1/change-name", "{\"name\":\"Ada L.\"}")).containsExactly("UserNameChanged");
        assertThat(events("/users/u1/change-address", ADDRESS)).containsExactly("UserAddressChanged");
        assertThat(events("/users/u1/activate", "")).containsExactly("UserActivated");
        assertThat(events("/users/u1/activate", "")).isEmpty();
        assertThat(events("/users/u1/deactivate", "")).containsExactly("UserDeactivated");
        var state = state("user-u1");
        assertThat(state.path("userId").asText()).isEqualTo("u1");
        assertThat(state.path("address").path("postalCode").asText()).isEqualTo("12345");
        assertThat(state.path("status").asText()).isEqualTo("inactive");
    }

    @Test
    void a_taken_email_is_answered_422_whatever_its_case() {
        api.post("/users/u1/register", ADA);
        var answer = api.post("/users/u2/register", "{\"email\":\"ADA@X.ORG\",\"name\":\"Bo\"}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("email-taken");
        assertThat(api.post("/users/u1/register", ADA).code()).isEqualTo("user-already-registered");
    }

    @Test
    void stock_is_registered_and_received() {
        assertThat(events("/inventory/lamp/register", "{\"name\":\"Lamp\",\"quantity\":10}"))
                .containsExactly("ProductRegistered");
        assertThat(events("/inventory/lamp/receive", "{\"quantity\":5}")).containsExactly("StockReceived");
        assertThat(state("inventory-lamp").path("available").asLong()).isEqualTo(15);
        assertThat(api.post("/inventory/lamp/register", "{\"name\":\"Lamp\",\"quantity\":10}")
                        .code())
                .isEqualTo("product-already-registered");
        assertThat(api.post("/inventory/lamp/receive", "{\"quantity\":1000000000}")
                        .code())
                .isEqualTo("quantity-out-of-range");
    }

    @Test
    void an_order_is_filled_submitted_and_cancelled() {
        assertThat(events("/orders/o1/create", "")).containsExactly("OrderCreated");
        assertThat(api.post("/orders/o1/submit", "{\"paymentMethod\":\"card\"}").code())
                .isEqualTo("order-empty");
        assertThat(events("/orders/o1/add-item", LAMPS)).containsExactly("ItemAdded");
        assertThat(events("/orders/o1/add-item", LAMPS)).containsExactly("ItemAdded");
        assertThat(api.post("/orders/o1/remove-item", "{\"productId\":\"chair\"}")
                        .code())
                .isEqualTo("item-not-in-order");
        assertThat(events("/orders/o1/submit", "{\"paymentMethod\":\"card\",\"shippingAddress\":" + ADDRESS + "}"))
                .containsExactly("OrderSubmitted");
        assertThat(api.post("/orders/o1/add-item", LAMPS).code()).isEqualTo("order-not-pending");
        assertThat(events("/orders/o1/cancel", "")).containsExactly("OrderCancelled");
        assertThat(events("/orders/o1/cancel", "{\"reason\":\"again\"}")).isEmpty();
        var state = state("order-o1");
        assertThat(state.path("customerId").isNull()).isTrue();
        assertThat(state.path("total").asText()).isEqualTo("10.00");
        assertThat(state.path("items").toString())
                .isEqualTo("[{\"productId\":\"lamp\",\"quantity\":4,\"unitPrice\":\"2.50\",\"lineTotal\":\"10.00\"}]");
        assertThat(state.path("status").asText()).isEqualTo("cancelled");
        assertThat(state.path("reason").asText()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "users/u9/register, '{\"email\":\"nobody\",\"name\":\"\"}', 'email,name'",
        "users/u9/register, '{\"email\":\"a@b\"}', name",
        "orders/o1/create, '{\"customerId\":\"a b\"}', customerId",
        "orders/o1/add-item, '{\"productId\":\"lamp\",\"quantity\":2.0,\"unitPrice\":1}', quantity",
        "orders/o1/add-item, '{\"productId\":\"lamp\",\"quantity\":\"2\",\"unitPrice\":1}', quantity",
        "orders/o1/submit, '{\"paymentMethod\":\"c\",\"shippingAddress\":{\"street\":\"s\",\"city\":\"\","
                + "\"postalCode\":\"1\",\"country\":\"US\"}}', shippingAddress.city",
        "orders/o1/submit, '{\"paymentMethod\":\"c\",\"shippingAddress\":\"s\"}', shippingAddress",
        "inventory/lamp/register, '{\"name\":\"Lamp\",\"quantity\":-1}', quantity"
    })
    void fields_that_are_out_of_range_are_named(String path, String body, String fields) {
        var answer = api.post("/" + path, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(fields.split(","));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/inventory/lamp/reserve",
                "/inventory/lamp/release",
                "/inventory/lamp/ship",
                "/orders/o1/ship",
                "/orders/o1/complete",
                "/payments/o1/request"
            })
    void what_only_the_saga_sends_has_no_route(String path) {
        api.post("/orders/o1/create", "");
        api.post("/inventory/lamp/register", "{\"name\":\"Lamp\",\"quantity\":10}");
        var answer = api.post(path, "{}");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("not-found");
    }

    private List<String> events(String path, String body) {
        var answer = api.post(path, body);
        assertThat(answer.status()).as(answer.text()).isIn(200, 201);
        var types = new ArrayList<String>();
        answer.json()
                .path("events")
                .forEach(event -> types.add(event.path("type").asText()));
        return types;
    }

    private JsonNode state(String stream) {
        return api.get("/streams/" + stream + "/state").json().path("state");
    }
}
