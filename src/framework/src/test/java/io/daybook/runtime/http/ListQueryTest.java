package io.daybook.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.runtime.ReadModel;
import io.daybook.shop.ShopCatalog;
import io.daybook.shop.order.OrderLine;
import io.daybook.shop.order.OrderView;
import io.daybook.shop.user.UserView;
import io.daybook.shop.value.Money;
import io.daybook.kernel.project.IndexKey;
import io.daybook.kernel.project.Row;
import io.daybook.fixture.Api;
import io.daybook.fixture.MemoryStores;
import io.daybook.fixture.ReadApi;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the HTTP contract says of lists of rows. */
class ListQueryTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00.000Z");

    private final ReadApi read = new ReadApi();

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
    @ValueSource(ints = {1, 2, 3, 7, 30, 31, 100})
    void pages_hold_every_row_once_whatever_their_size(int limit) {
        var all = accounts(30);
        assertThat(read.walk("/accounts?owner=Ada&limit=" + limit, "accountId")).isEqualTo(all);
    }

    @Test
    void a_page_has_20_rows_by_default_and_the_last_one_says_so() {
        accounts(40);
        var first = read.get("/accounts?owner=Ada").json();
        assertThat(first.path("items")).hasSize(20);
        var last = read.get("/accounts?owner=Ada&cursor=" + first.path("next").asText())
                .json();
        assertThat(last.path("items")).hasSize(20);
        assertThat(last.path("next").isNull()).isTrue();
    }

    @Test
    void a_page_ends_at_4_MB() {
        var lines = Collections.nCopies(1_000, new OrderLine("p".repeat(128), 1, Money.parse("1"), Money.parse("1")));
        var table = read.rows(orders());
        for (int i = 10; i < 40; i++) {
            var row =
                    new OrderView.Row("o" + i, "c1", lines, Money.ZERO, "USD", "pending", null, START, null, START, 1);
            table.write(Row.none("o" + i), new Row<>("o" + i, 1, 0, row, new OrderView().keys(row), Set.of()));
        }
        var page = read.get("/orders?customerId=c1&limit=100");
        assertThat(page.text().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(3_200_000, 4 * 1024 * 1024);
        assertThat(read.walk("/orders?customerId=c1&limit=100", "orderId"))
                .isEqualTo(
                        IntStream.range(10, 40).mapToObj(i -> "o" + i).toList().reversed());
    }

    @Test
    void what_only_the_index_still_knows_is_not_shown_and_does_not_end_the_list() {
        var table = read.rows(users());
        for (int i = 10; i < 60; i++) {
            var id = "u" + i;
            var now = new UserView.Row(
                    id, id + "@x.org", i % 10 == 0 ? "Ada" : "Bea", null, "web", "active", START, START, 2);
            var behind = Set.of(IndexKey.ofWord("word", "ada"), IndexKey.ofWord("word", "adam"));
            table.write(Row.none(id), new Row<>(id, 2, 0, now, new UserView().keys(now), behind));
        }
        assertThat(read.walk("/users?q=ad&limit=1", "userId")).containsExactly("u10", "u20", "u30", "u40", "u50");
        assertThat(read.walk("/users?q=ada&limit=2", "userId")).containsExactly("u10", "u20", "u30", "u40", "u50");
        assertThat(read.list("/users?q=adam", "userId")).isEmpty();
    }

    @Test
    void a_search_that_finds_only_what_is_outdated_ends_a_page_and_goes_on_with_the_next() {
        var table = read.rows(users());
        for (int i = 100; i < 200; i++) {
            var id = "u" + i;
            var now = new UserView.Row(
                    id, id + "@x.org", i == 199 ? "Ada" : "Bea", null, "web", "active", START, START, 2);
            table.write(Row.none(id), new Row<>(id, 2, 0, now, List.of(), Set.of(IndexKey.ofWord("word", "ada"))));
        }
        var first = read.get("/users?q=ada&limit=1").json();
        assertThat(first.path("items")).isEmpty();
        assertThat(first.path("next").isTextual()).isTrue();
        assertThat(read.walk("/users?q=ada&limit=1", "userId")).containsExactly("u199");
    }

    @Test
    void a_tombstone_is_not_shown() {
        var table = read.rows(users());
        var entries = Set.of(IndexKey.ofWord("word", "ada"));
        table.write(Row.none("u1"), new Row<>("u1", 2, 0, null, List.of(), entries));
        assertThat(read.list("/users?q=ada", "userId")).isEmpty();
        assertThat(read.get("/users/u1").status()).isEqualTo(404);
        assertThat(read.get("/users/u1?atLeast=2").status()).isEqualTo(404);
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
        "/orders?customerId=.., customerId",
        "/accounts?owner=Ada&limit=0, limit",
        "/accounts?owner=Ada&limit=101, limit",
        "/accounts?owner=Ada&limit=1e1, limit",
        "/accounts?owner=Ada&limit=, limit",
        "/accounts?owner=Ada&cursor=, cursor",
        "/accounts?owner=Ada&cursor=x, cursor",
        "/accounts?owner=Ada&cursor=AAAA, cursor",
        "/accounts?owner=Ada&name=x, name",
        "/accounts?owner=Ada&atLeast=1, atLeast",
        "/accounts?Owner=Ada&owner=Ada, Owner"
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
    void a_value_that_no_key_could_hold_is_refused() {
        assertThat(read.get("/accounts?owner=" + "%C3%A9".repeat(513)).fields()).containsExactly("owner");
        assertThat(read.get("/accounts?owner=" + "%C3%A9".repeat(512)).status()).isEqualTo(200);
    }

    @Test
    void exactly_one_lookup_must_be_given() {
        assertThat(errors(read.get("/users")))
                .isEqualTo("email must be given alone: exactly one of email, q; "
                        + "q must be given alone: exactly one of email, q");
        assertThat(errors(read.get("/orders?status=pending&customerId=c1")))
                .isEqualTo("customerId must be given alone: exactly one of customerId, status; "
                        + "status must be given alone: exactly one of customerId, status");
        assertThat(errors(read.get("/accounts?limit=5"))).isEqualTo("owner must be given");
    }

    @Test
    void what_is_not_utf_8_is_refused() {
        assertThat(read.get("/accounts?owner=%ff").fields()).containsExactly("", "owner");
        assertThat(read.get("/accounts?owner=%ed%a0%80").fields()).containsExactly("", "owner");
    }

    @Test
    void everything_that_is_wrong_is_named_at_once() {
        assertThat(read.get("/orders?status=x&limit=y&z=1").fields()).containsExactlyInAnyOrder("status", "limit", "z");
    }

    @Test
    void a_cursor_belongs_to_its_list() {
        accounts(3);
        for (var id : List.of("b1", "b2")) {
            read.after("/accounts/" + id + "/open", "{\"owner\":\"Bea\",\"initialDeposit\":1}");
        }
        var next = read.get("/accounts?owner=Ada&limit=1").json().path("next").asText();
        assertThat(read.list("/accounts?owner=Ada&cursor=" + next, "accountId")).containsExactly("a101", "a102");
        for (var path : List.of("/accounts?owner=Bea", "/users?email=a@x.org", "/orders?customerId=Ada")) {
            assertThat(read.get(path + "&cursor=" + next).fields()).containsExactly("cursor");
        }
        assertThat(read.get("/streams/account-a100/events?cursor=" + next).fields())
                .containsExactly("cursor");
    }

    @Test
    void a_cursor_that_was_tampered_with_is_refused() {
        accounts(3);
        var next = read.get("/accounts?owner=Ada&limit=1").json().path("next").asText();
        for (int i = 0; i < next.length(); i++) {
            var other = next.charAt(i) == 'A' ? 'B' : 'A';
            var forged = next.substring(0, i) + other + next.substring(i + 1);
            assertThat(read.get("/accounts?owner=Ada&cursor=" + forged).fields())
                    .as(forged)
                    .containsExactly("cursor");
        }
        var elsewhere = new Api(Catalog.MODEL, MemoryStores.with(read.store), "x".repeat(32));
        assertThat(elsewhere.get("/accounts?owner=Ada&cursor=" + next).fields()).containsExactly("cursor");
    }

    @Test
    void a_collection_without_lookups_has_no_lists() {
        assertThat(read.get("/inventory").status()).isEqualTo(404);
    }

    private List<String> accounts(int count) {
        for (int i = 100; i < 100 + count; i++) {
            read.after("/accounts/a" + i + "/open", "{\"owner\":\"Ada\",\"initialDeposit\":1}");
        }
        return IntStream.range(100, 100 + count).mapToObj(i -> "a" + i).toList();
    }

    private static String errors(Api.Answer answer) {
        var errors = new StringBuilder();
        answer.json()
                .path("errors")
                .forEach(error -> errors.append(errors.isEmpty() ? "" : "; ")
                        .append(error.path("field").asText())
                        .append(" ")
                        .append(error.path("message").asText()));
        return errors.toString();
    }

    @SuppressWarnings("unchecked")
    private static ReadModel<?, UserView.Row> users() {
        return (ReadModel<?, UserView.Row>) model("users");
    }

    @SuppressWarnings("unchecked")
    private static ReadModel<?, OrderView.Row> orders() {
        return (ReadModel<?, OrderView.Row>) model("orders");
    }

    private static ReadModel<?, ?> model(String collection) {
        return Catalog.READ_MODELS.stream()
                .filter(readModel -> readModel.collection().equals(collection))
                .findFirst()
                .orElseThrow();
    }
}
