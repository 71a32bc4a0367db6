package io.daybook.shop.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.testtools.FunctionClient.Answer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What customers get over HTTP: everything of their own, and nothing of others. Source: docs/http.md. */
class CustomerContractTest {
    private final ShopReads read = new ShopReads();

    @BeforeEach
    void fill_the_shop() {
        for (var customer : List.of("ada", "bob")) {
            read.after(
                            "/users/" + customer + "/register",
                            "{\"email\":\"" + customer + "@example.org\",\"name\":\"Name of " + customer + "\"}")
                    .after("/accounts/" + customer + "-1/open", "{\"owner\":\"" + customer + "\",\"initialDeposit\":9}")
                    .after("/orders/" + customer + "-1/create", "{\"customerId\":\"" + customer + "\"}");
        }
        read.after("/orders/nobodys/create", "{}")
                .after("/inventory/lamp/register", "{\"name\":\"Lamp\",\"quantity\":3}");
    }

    @ParameterizedTest
    @CsvSource({
        "/accounts/ada-2/open, '{\"owner\":\"ada\",\"initialDeposit\":0}', 201",
        "/accounts/ada-1/deposit, '{\"amount\":1}', 200",
        "/accounts/ada-1/withdraw, '{\"amount\":99}', 422",
        "/users/ada/change-name, '{\"name\":\"Countess\"}', 200",
        "/users/ada/activate, '', 200",
        "/users/carl/change-name, '{\"name\":\"Carl\"}', 403",
        "/users/ada/register, '{\"email\":\"a@example.org\",\"name\":\"Ada\"}', 422",
        "/orders/ada-2/create, '{\"customerId\":\"ada\"}', 201",
        "/orders/ada-1/add-item, '{\"productId\":\"lamp\",\"quantity\":1,\"unitPrice\":2}', 200",
        "/orders/ada-1/cancel, '', 200",
        "/accounts/bob-1/deposit, '{\"amount\":1}', 403",
        "/accounts/none/deposit, '{\"amount\":1}', 403",
        "/accounts/bob-1/open, '{\"owner\":\"ada\",\"initialDeposit\":0}', 403",
        "/accounts/new/open, '{\"owner\":\"bob\",\"initialDeposit\":0}', 403",
        "/users/bob/deactivate, '', 403",
        "/users/new/register, '{\"email\":\"n@example.org\",\"name\":\"N\"}', 403",
        "/orders/bob-1/cancel, '', 403",
        "/orders/nobodys/cancel, '', 403",
        "/orders/nobodys/create, '{\"customerId\":\"ada\"}', 403",
        "/orders/new/create, '{}', 403",
        "/orders/new/create, '{\"customerId\":\"bob\"}', 403",
        "/inventory/lamp/receive, '{\"quantity\":1}', 403",
        "/inventory/chair/register, '{\"name\":\"Chair\",\"quantity\":1}', 403"
    })
    void commands(String path, String body, int status) {
        assertThat(read.api.post(path).body(body).by("ada", "customer").send().status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/accounts/ada-1",
                "/users/ada",
                "/orders/ada-1",
                "/inventory/lamp",
                "/accounts?owner=ada",
                "/orders?customerId=ada",
                "/orders?customerId=ada&status=pending&createdFrom=2026-01-01",
                "/streams/account-ada-1/events",
                "/streams/user-ada/state",
                "/streams/order-ada-1/replay",
                "/streams/order-ada-1/verify"
            })
    void what_is_theirs_or_everybodys_is_shown(String path) {
        assertThat(ada(path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/accounts/bob-1, 404",
        "/users/bob, 404",
        "/orders/bob-1, 404",
        "/orders/nobodys, 404",
        "/accounts/bob-1?atLeast=1, 503",
        "/streams/account-bob-1/events, 404",
        "/streams/account-bob-1/state, 404",
        "/streams/user-bob/replay, 404",
        "/streams/order-nobodys/events, 404",
        "/streams/order-bob-1/verify, 404",
        "/streams/inventory-lamp/events, 404",
        "/streams/payment-ada-1/events, 404",
        "/accounts?owner=bob, 403",
        "/orders?customerId=bob, 403",
        "/orders?status=pending, 403",
        "/users?email=ada@example.org, 403",
        "/users?q=name, 403",
        "/analytics/sales, 403",
        "/analytics/registrations, 403",
        "/sagas/fulfilment/ada-1, 403",
        "/sagas/fulfilment?step=reserving, 403"
    })
    void what_is_not_theirs_is_not_shown(String path, int status) {
        assertThat(ada(path).status()).isEqualTo(status);
    }

    @Test
    void a_list_shows_what_is_theirs_and_no_more() {
        read.after("/accounts/ada-2/open", "{\"owner\":\"ada\",\"initialDeposit\":9}");
        assertThat(ada("/accounts?owner=ada").json().path("items").findValuesAsText("accountId"))
                .containsExactly("ada-1", "ada-2");
        assertThat(ada("/orders?customerId=ada").json().path("items").findValuesAsText("customerName"))
                .containsExactly("Name of ada");
    }

    private Answer ada(String path) {
        return read.api.request("GET", path).by("ada", "customer").send();
    }
}
