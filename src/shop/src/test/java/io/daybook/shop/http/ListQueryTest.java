package io.daybook.shop.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.lambda.page.Cursors;
import io.daybook.testtools.FunctionClient.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By what the rows of the shop are found, and in which order. */
final class ListQueryTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00.000Z");

    private final ShopReads read = new ShopReads();

    @BeforeEach
    void set_the_clock() {
        read.api.now = START;
    }

    @Test
    void accounts_of_an_owner() {
        for (var id : List.of("a3", "a1", "a2")) {
            read.after("/accounts/" + id + "/open", "{\"owner\":\"Ada Lovelace\",\"initialDeposit\":1}");
        }
        read.after("/accounts/a4/open", "{\"owner\":\"ada lovelace\",\"initialDeposit\":1}");
        assertThat(read.list("/accounts?owner=Ada%20Lovelace", "accountId")).containsExactly("a1", "a2", "a3");
        assertThat(read.get("/accounts?owner=nobody").text()).isEqualTo("{\"items\":[],\"next\":null}");
        var page = read.get("/accounts?owner=ada%20lovelace");
        assertThat(page.text())
                .isEqualTo("{\"items\":[" + read.get("/accounts/a4").text() + "],\"next\":null}");
    }

    @Test
    void users_of_an_email_in_any_case_and_inactive_ones_too() {
        read.after("/users/u2/register", "{\"email\":\"Ada+1@X.org\",\"name\":\"Ada\"}")
                .after("/users/u2/deactivate", "{}")
                .after("/users/u1/register", "{\"email\":\"ADA+1@x.org\",\"name\":\"Ida\"}");
        assertThat(read.list("/users?email=ada+1@x.ORG", "userId")).containsExactly("u1", "u2");
        assertThat(read.list("/users?email=ada%2B1%40x.org", "email")).containsExactly("ADA+1@x.org", "Ada+1@X.org");
    }

    @Test
    void an_email_that_a_user_gave_up_finds_nothing() {
        read.after("/users/u1/register", "{\"email\":\"ada@x.org\",\"name\":\"Ada\"}")
                .after("/users/u1/change-email", "{\"email\":\"ada@y.org\"}");
        assertThat(read.list("/users?email=ada@x.org", "userId")).isEmpty();
        assertThat(read.list("/users?email=ada@y.org", "userId")).containsExactly("u1");
    }

    @Test
    void orders_of_a_customer_and_of_a_status_newest_first() {
        for (int i = 1; i <= 9; i++) {
            read.api.now = START.plusMillis(i * 7L);
            read.after("/orders/o" + i + "/create", "{\"customerId\":\"c" + i % 2 + "\"}");
        }
        read.after("/orders/o5/cancel", "{}");
        assertThat(read.list("/orders?customerId=c1", "orderId")).containsExactly("o9", "o7", "o5", "o3", "o1");
        assertThat(read.list("/orders?status=pending", "orderId"))
                .containsExactly("o9", "o8", "o7", "o6", "o4", "o3", "o2", "o1");
        assertThat(read.list("/orders?status=cancelled", "orderId")).containsExactly("o5");
        assertThat(read.walk("/orders?status=pending&limit=3", "orderId"))
                .containsExactly("o9", "o8", "o7", "o6", "o4", "o3", "o2", "o1");
        assertThat(read.list("/orders?status=shipped", "orderId")).isEmpty();
    }

    @Test
    void names_of_customers_are_joined_on_a_page() {
        read.after("/users/u1/register", "{\"email\":\"ada@x.org\",\"name\":\"Ada\"}")
                .after("/orders/o1/create", "{\"customerId\":\"u1\"}")
                .after("/orders/o2/create", "{}")
                .after("/orders/o3/create", "{\"customerId\":\"u1\"}");
        assertThat(read.list("/orders?status=pending", "customerName")).containsExactly("Ada", "null", "Ada");
    }

    @ParameterizedTest
    @CsvSource({
        "/accounts, owner",
        "/accounts?, owner",
        "/accounts?owner=, owner",
        "/accounts?owner, owner",
        "/accounts?owner=Ada&owner=Ida, owner",
        "/users?email=, email",
        "/users?email=ada, email",
        "/users?email=a@b@c, email",
        "/users?q=, q",
        "/users?q=a, q",
        "/users?q=%F0%9F%98%80, q",
        "/users?q=12345678901234567890123456789012345678901, q",
        "/orders?status=lost, status",
        "/orders?status=Pending, status",
        "/orders?customerId=, customerId",
        "/orders?customerId=a%20b, customerId",
        "/orders?customerId=.., customerId"
    })
    void a_bad_request_is_refused(String path, String field) {
        var answer = read.get(path);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid-request");
        assertThat(answer.fields()).containsExactly(field);
        assertThat(answer.text()).doesNotContain("Exception", "null");
        assertThat(read.api.defects).isEmpty();
    }

    @Test
    void at_least_one_lookup_must_be_given() {
        assertThat(errors(read.get("/users")))
                .isEqualTo("email must be given: at least one of email, q; "
                        + "q must be given: at least one of email, q");
        assertThat(errors(read.get("/accounts?limit=5"))).isEqualTo("owner must be given");
    }

    @Test
    void orders_of_a_customer_at_a_status_within_a_range_of_days() {
        var day = Instant.parse("2026-11-23T08:00:00.000Z");
        for (int i = 0; i < 4; i++) {
            read.api.now = day.plus(Duration.ofDays(i));
            read.after("/orders/o" + i + "/create", "{\"customerId\":\"c1\"}")
                    .after("/orders/p" + i + "/create", "{\"customerId\":\"c2\"}");
        }
        read.after("/orders/o1/cancel", "{}");
        assertThat(read.list("/orders?customerId=c1&status=pending", "orderId")).containsExactly("o3", "o2", "o0");
        assertThat(read.list("/orders?customerId=c1&createdFrom=2026-11-24&createdTo=2026-11-25", "orderId"))
                .containsExactly("o2", "o1");
        assertThat(read.list("/orders?customerId=c1&status=pending&createdFrom=2026-11-24", "orderId"))
                .containsExactly("o3", "o2");
    }

    @Test
    void a_collection_without_lookups_has_no_lists() {
        assertThat(read.get("/inventory").status()).isEqualTo(404);
    }

    /** Anybody can make up a cursor. */
    @Test
    void a_made_up_position_is_refused_where_no_table_could_compare_it() {
        for (var position : List.of("", "x".repeat(1_025), "\u00e9".repeat(513))) {
            for (var list : List.of("/accounts?owner=Ada", "/orders?status=pending", "/sagas/fulfilment?step=a")) {
                assertThat(read.get(list + "&cursor=" + Cursors.of(list, position))
                                .fields())
                        .containsExactly("cursor");
            }
        }
        for (var position : List.of("", "0", "-1", "x", "99999999999999999999")) {
            var history = "/sagas/fulfilment/o1";
            assertThat(read.get(history + "?cursor=" + Cursors.of(history, position))
                            .fields())
                    .containsExactly("cursor");
        }
        assertThat(read.api.defects).isEmpty();
    }

    private static String errors(Answer answer) {
        var errors = new StringBuilder();
        answer.json()
                .path("errors")
                .forEach(error -> errors.append(errors.isEmpty() ? "" : "; ")
                        .append(error.path("field").asText())
                        .append(" ")
                        .append(error.path("message").asText()));
        return errors.toString();
    }
}
