package io.daybook.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.lambda.page.Cursors;
import io.daybook.fixture.Api;
import io.daybook.fixture.ForwardingReadTables;
import io.daybook.fixture.ReadApi;
import io.daybook.kernel.memory.MemoryReadTables;
import io.daybook.kernel.project.RowIndexes;
import io.daybook.kernel.rows.IndexKey;
import io.daybook.kernel.rows.Row;
import io.daybook.models.ModelCatalog;
import io.daybook.models.booking.BookingLine;
import io.daybook.models.booking.BookingView;
import io.daybook.models.member.MemberView;
import io.daybook.models.wallet.Coins;
import io.daybook.runtime.ReadModel;
import io.daybook.runtime.wiring.Model;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the HTTP contract says of lists of rows. */
class ListQueryTest {
    private static final ModelCatalog CATALOG = new ModelCatalog();
    private static final Instant START = Instant.parse("2026-11-23T08:00:00.000Z");

    private final ReadApi read = new ReadApi();

    @BeforeEach
    void set_the_clock() {
        read.api.now = START;
    }

    @Test
    void wallets_of_an_owner() {
        for (var id : List.of("a3", "a1", "a2")) {
            read.after("/wallets/" + id + "/open", "{\"owner\":\"Ada Lovelace\",\"content\":1}");
        }
        read.after("/wallets/a4/open", "{\"owner\":\"ada lovelace\",\"content\":1}");
        assertThat(read.list("/wallets?owner=Ada%20Lovelace", "walletId")).containsExactly("a1", "a2", "a3");
        assertThat(read.get("/wallets?owner=nobody").text()).isEqualTo("{\"items\":[],\"next\":null}");
        var page = read.get("/wallets?owner=ada%20lovelace");
        assertThat(page.text())
                .isEqualTo("{\"items\":[" + read.get("/wallets/a4").text() + "],\"next\":null}");
    }

    @Test
    void members_of_an_email_in_any_case_and_inactive_ones_too() {
        read.after("/members/u2/join", "{\"email\":\"Ada+1@X.org\",\"name\":\"Ada\"}")
                .after("/members/u2/deactivate", "{}")
                .after("/members/u1/join", "{\"email\":\"ADA+1@x.org\",\"name\":\"Ida\"}");
        assertThat(read.list("/members?email=ada+1@x.ORG", "memberId")).containsExactly("u1", "u2");
        assertThat(read.list("/members?email=ada%2B1%40x.org", "email")).containsExactly("ADA+1@x.org", "Ada+1@X.org");
    }

    @Test
    void an_email_that_a_member_gave_up_finds_nothing() {
        read.after("/members/u1/join", "{\"email\":\"ada@x.org\",\"name\":\"Ada\"}")
                .after("/members/u1/change-email", "{\"email\":\"ada@y.org\"}");
        assertThat(read.list("/members?email=ada@x.org", "memberId")).isEmpty();
        assertThat(read.list("/members?email=ada@y.org", "memberId")).containsExactly("u1");
    }

    @Test
    void bookings_of_a_member_and_of_a_status_newest_first() {
        for (int i = 1; i <= 9; i++) {
            read.api.now = START.plusMillis(i * 7L);
            read.after("/bookings/o" + i + "/make", "{\"memberId\":\"c" + i % 2 + "\"}");
        }
        read.after("/bookings/o5/cancel", "{}");
        assertThat(read.list("/bookings?memberId=c1", "bookingId")).containsExactly("o9", "o7", "o5", "o3", "o1");
        assertThat(read.list("/bookings?status=pending", "bookingId"))
                .containsExactly("o9", "o8", "o7", "o6", "o4", "o3", "o2", "o1");
        assertThat(read.list("/bookings?status=cancelled", "bookingId")).containsExactly("o5");
        assertThat(read.walk("/bookings?status=pending&limit=3", "bookingId"))
                .containsExactly("o9", "o8", "o7", "o6", "o4", "o3", "o2", "o1");
        assertThat(read.list("/bookings?status=confirmed", "bookingId")).isEmpty();
    }

    @Test
    void bookings_that_are_looked_up_by_two_parameters_are_those_that_both_find() {
        bookings(9);
        read.after("/bookings/o5/cancel", "{}");
        assertThat(read.list("/bookings?memberId=c1&status=pending", "bookingId"))
                .containsExactly("o9", "o7", "o3", "o1");
        assertThat(read.list("/bookings?status=cancelled&memberId=c1", "bookingId"))
                .containsExactly("o5");
        assertThat(read.list("/bookings?status=cancelled&memberId=c0", "bookingId"))
                .isEmpty();
        for (int limit : List.of(1, 2, 3, 100)) {
            assertThat(read.walk("/bookings?memberId=c1&status=pending&limit=" + limit, "bookingId"))
                    .containsExactly("o9", "o7", "o3", "o1");
        }
    }

    /** The first is looked up in its index by its beginnings; the other sifts what is found there. */
    @Test
    void a_word_goes_together_with_another_parameter() {
        read.after("/members/u1/join", "{\"email\":\"ada@x.org\",\"name\":\"Ada\"}")
                .after("/members/u2/join", "{\"email\":\"adam@x.org\",\"name\":\"Adam\"}");
        assertThat(read.list("/members?q=ada&email=ADAM@x.org", "memberId")).containsExactly("u2");
        assertThat(read.list("/members?q=bea&email=adam@x.org", "memberId")).isEmpty();
    }

    @Test
    void a_range_begins_and_ends_with_what_is_given_both_included() {
        bookings(9);
        var list = "/bookings?memberId=c1";
        assertThat(read.list(list + "&madeFrom=" + made(3), "bookingId")).containsExactly("o9", "o7", "o5", "o3");
        assertThat(read.list(list + "&madeTo=" + made(3), "bookingId")).containsExactly("o3", "o1");
        assertThat(read.list(list + "&madeFrom=" + made(2) + "&madeTo=" + made(7), "bookingId"))
                .containsExactly("o7", "o5", "o3");
        assertThat(read.list(list + "&madeFrom=" + made(10), "bookingId")).isEmpty();
        assertThat(read.walk(list + "&madeFrom=" + made(2) + "&madeTo=" + made(7) + "&limit=1", "bookingId"))
                .containsExactly("o7", "o5", "o3");
    }

    @Test
    void a_range_of_an_index_in_parts_is_merged_like_the_whole_of_it() {
        bookings(9);
        assertThat(read.walk(
                        "/bookings?status=pending&madeFrom=" + made(3) + "&madeTo=" + made(8) + "&limit=2",
                        "bookingId"))
                .containsExactly("o8", "o7", "o6", "o5", "o4", "o3");
    }

    @Test
    void a_range_of_times_may_be_given_in_days() {
        read.after("/bookings/o1/make", "{\"memberId\":\"c1\"}");
        read.api.now = START.plus(Duration.ofDays(1));
        read.after("/bookings/o2/make", "{\"memberId\":\"c1\"}");
        read.api.now = START.plus(Duration.ofDays(2));
        read.after("/bookings/o3/make", "{\"memberId\":\"c1\"}");
        assertThat(read.list("/bookings?memberId=c1&madeFrom=2026-11-24&madeTo=2026-11-24", "bookingId"))
                .containsExactly("o2");
        assertThat(read.list("/bookings?memberId=c1&status=pending&madeTo=2026-11-24", "bookingId"))
                .containsExactly("o2", "o1");
    }

    /** Ten looks at 100 places each, of which every hundredth shows a row. */
    @Test
    void a_search_that_sifts_much_ends_a_page_and_goes_on_with_the_next() {
        var table = read.rows(bookings());
        for (int i = 1_000; i < 3_000; i++) {
            var id = "o" + i;
            var row = new BookingView.Row(
                    id,
                    "c1",
                    List.of(),
                    Coins.ZERO,
                    "USD",
                    i == 1_500 ? "cancelled" : "pending",
                    null,
                    START.plusSeconds(i),
                    null,
                    START,
                    1);
            table.write(
                    Row.none(id), new Row<>(id, 1, 0, row, indexes(bookings()).keys(row), Set.of()));
        }
        var first = read.get("/bookings?memberId=c1&status=cancelled").json();
        assertThat(first.path("items")).isEmpty();
        assertThat(first.path("next").isTextual()).isTrue();
        assertThat(read.walk("/bookings?memberId=c1&status=cancelled", "bookingId"))
                .containsExactly("o1500");
    }

    @Test
    void what_does_not_go_together_is_refused_with_what_is_expected() {
        assertThat(errors(read.get("/bookings?madeFrom=2026-11-23")))
                .isEqualTo("memberId must be given: at least one of memberId, status; "
                        + "status must be given: at least one of memberId, status");
        assertThat(errors(read.get("/bookings?status=pending&madeFrom=2026-11-24&madeTo=2026-11-23")))
                .isEqualTo("madeTo must not be before madeFrom");
        assertThat(errors(read.get("/bookings?status=pending&madeFrom=yesterday")))
                .isEqualTo("madeFrom must be a day or a time in UTC, such as 2026-11-23 or 2026-11-23T08:30:00.000Z");
        assertThat(errors(read.get("/bookings?status=pending&madeTo=2026-02-30")))
                .isEqualTo("madeTo must be a day or a time in UTC, such as 2026-11-23 or 2026-11-23T08:30:00.000Z");
        assertThat(errors(read.get("/bookings?status=lost&memberId=a%20b&limit=0")))
                .contains("status must be one of pending, confirmed, cancelled", "memberId must be", "limit must be");
        assertThat(read.api.defects).isEmpty();
    }

    @Test
    void a_cursor_belongs_to_all_that_was_asked_for() {
        bookings(9);
        var path = "/bookings?memberId=c1&status=pending&madeFrom=2026-11-23";
        var next = read.get(path + "&limit=1").json().path("next").asText();
        assertThat(read.list("/bookings?status=pending&madeFrom=2026-11-23&memberId=c1&cursor=" + next, "bookingId"))
                .containsExactly("o7", "o5", "o3", "o1");
        for (var other : List.of(
                "/bookings?memberId=c1",
                "/bookings?memberId=c1&status=pending",
                "/bookings?memberId=c1&status=pending&madeFrom=2026-11-24",
                "/bookings?memberId=c1&status=pending&madeFrom=2026-11-23&madeTo=2026-11-23")) {
            assertThat(read.get(other + "&cursor=" + next).fields()).containsExactly("cursor");
        }
    }

    /** Number n is of member c0 or c1, by turns, and made a second after the one before. */
    private void bookings(int count) {
        for (int i = 1; i <= count; i++) {
            read.api.now = START.plusSeconds(i);
            read.after("/bookings/o" + i + "/make", "{\"memberId\":\"c" + i % 2 + "\"}");
        }
    }

    private static String made(int number) {
        return START.plusSeconds(number).toString();
    }

    @Test
    void names_of_members_are_joined_on_a_page() {
        read.after("/members/u1/join", "{\"email\":\"ada@x.org\",\"name\":\"Ada\"}")
                .after("/bookings/o1/make", "{\"memberId\":\"u1\"}")
                .after("/bookings/o2/make", "{}")
                .after("/bookings/o3/make", "{\"memberId\":\"u1\"}");
        assertThat(read.list("/bookings?status=pending", "memberName")).containsExactly("Ada", "null", "Ada");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 30, 31, 100})
    void pages_hold_every_row_once_whatever_their_size(int limit) {
        var all = wallets(30);
        assertThat(read.walk("/wallets?owner=Ada&limit=" + limit, "walletId")).isEqualTo(all);
    }

    @Test
    void a_page_has_20_rows_by_default_and_the_last_one_says_so() {
        wallets(40);
        var first = read.get("/wallets?owner=Ada").json();
        assertThat(first.path("items")).hasSize(20);
        var last = read.get("/wallets?owner=Ada&cursor=" + first.path("next").asText())
                .json();
        assertThat(last.path("items")).hasSize(20);
        assertThat(last.path("next").isNull()).isTrue();
    }

    /** Bookings of 1,000 lines are 210 KB each; after a first portion, the size of the rows is known. */
    @ParameterizedTest
    @CsvSource({"20, 1000, 20", "100, 1000, 20", "100, 400, 51", "100, 1, 100"})
    void hardly_more_rows_are_read_than_a_page_can_take(int limit, int lines, int shown) {
        var rowsRead = new AtomicInteger();
        var tables = new ForwardingReadTables(new MemoryReadTables()) {
            @Override
            protected <T> T around(String call, Supplier<T> made) {
                var answer = made.get();
                if (answer instanceof Map<?, ?> rows) {
                    rowsRead.addAndGet(rows.size());
                }
                return answer;
            }
        };
        var large = new ReadApi(Model.of(CATALOG), tables);
        writeBookings(large, 120, lines);
        var page = large.get("/bookings?memberId=c1&limit=" + limit).json();
        assertThat(page.path("items").size()).isEqualTo(shown);
        assertThat(rowsRead.get()).isBetween(shown, shown + 4);
    }

    @Test
    void a_page_ends_at_4_MB() {
        writeBookings(read, 30, 1_000);
        var page = read.get("/bookings?memberId=c1&limit=100");
        assertThat(page.text().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(3_200_000, 4 * 1024 * 1024);
        assertThat(read.walk("/bookings?memberId=c1&limit=100", "bookingId"))
                .isEqualTo(IntStream.range(100, 130)
                        .mapToObj(i -> "o" + i)
                        .toList()
                        .reversed());
    }

    private static void writeBookings(ReadApi api, int count, int linesOfEach) {
        var lines = Collections.nCopies(
                linesOfEach, new BookingLine("p".repeat(128), 1, Coins.parse("1"), Coins.parse("1")));
        var table = api.rows(bookings());
        for (int i = 100; i < 100 + count; i++) {
            var row = new BookingView.Row(
                    "o" + i, "c1", lines, Coins.ZERO, "USD", "pending", null, START, null, START, 1);
            table.write(
                    Row.none("o" + i),
                    new Row<>("o" + i, 1, 0, row, indexes(bookings()).keys(row), Set.of()));
        }
    }

    @Test
    void what_only_the_index_still_knows_is_not_shown_and_does_not_end_the_list() {
        var table = read.rows(members());
        for (int i = 10; i < 60; i++) {
            var id = "u" + i;
            var now = new MemberView.Row(
                    id, id + "@x.org", i % 10 == 0 ? "Ada" : "Bea", null, "web", "active", START, START, 2);
            var behind = Set.of(word("ada"), word("adam"));
            table.write(
                    Row.none(id), new Row<>(id, 2, 0, now, indexes(members()).keys(now), behind));
        }
        assertThat(read.walk("/members?q=ad&limit=1", "memberId")).containsExactly("u10", "u20", "u30", "u40", "u50");
        assertThat(read.walk("/members?q=ada&limit=2", "memberId")).containsExactly("u10", "u20", "u30", "u40", "u50");
        assertThat(read.list("/members?q=adam", "memberId")).isEmpty();
    }

    @Test
    void a_search_that_finds_only_what_is_outdated_ends_a_page_and_goes_on_with_the_next() {
        var table = read.rows(members());
        for (int i = 100; i < 200; i++) {
            var id = "u" + i;
            var now = new MemberView.Row(
                    id, id + "@x.org", i == 199 ? "Ada" : "Bea", null, "web", "active", START, START, 2);
            table.write(Row.none(id), new Row<>(id, 2, 0, now, List.of(), Set.of(word("ada"))));
        }
        var first = read.get("/members?q=ada&limit=1").json();
        assertThat(first.path("items")).isEmpty();
        assertThat(first.path("next").isTextual()).isTrue();
        assertThat(read.walk("/members?q=ada&limit=1", "memberId")).containsExactly("u199");
    }

    @Test
    void a_tombstone_is_not_shown() {
        var table = read.rows(members());
        var entries = Set.of(word("ada"));
        table.write(Row.none("u1"), new Row<>("u1", 2, 0, null, List.of(), entries));
        assertThat(read.list("/members?q=ada", "memberId")).isEmpty();
        assertThat(read.get("/members/u1").status()).isEqualTo(404);
        assertThat(read.get("/members/u1?atLeast=2").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "/wallets, owner",
        "/wallets?, owner",
        "/wallets?owner=, owner",
        "/wallets?owner, owner",
        "/wallets?owner=Ada&owner=Ida, owner",
        "/members?email=, email",
        "/members?email=ada, email",
        "/members?email=a@b@c, email",
        "/members?q=, q",
        "/members?q=a, q",
        "/members?q=%F0%9F%98%80, q",
        "/members?q=12345678901234567890123456789012345678901, q",
        "/bookings?status=lost, status",
        "/bookings?status=Pending, status",
        "/bookings?memberId=, memberId",
        "/bookings?memberId=a%20b, memberId",
        "/bookings?memberId=.., memberId",
        "/wallets?owner=Ada&limit=0, limit",
        "/wallets?owner=Ada&limit=101, limit",
        "/wallets?owner=Ada&limit=1e1, limit",
        "/wallets?owner=Ada&limit=, limit",
        "/wallets?owner=Ada&cursor=, cursor",
        "/wallets?owner=Ada&cursor=x, cursor",
        "/wallets?owner=Ada&cursor=AAAA, cursor",
        "/wallets?owner=Ada&name=x, name",
        "/wallets?owner=Ada&atLeast=1, atLeast",
        "/wallets?Owner=Ada&owner=Ada, Owner"
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
        assertThat(read.get("/wallets?owner=" + "%C3%A9".repeat(513)).fields()).containsExactly("owner");
        assertThat(read.get("/wallets?owner=" + "%C3%A9".repeat(512)).status()).isEqualTo(200);
    }

    @Test
    void at_least_one_lookup_must_be_given() {
        assertThat(errors(read.get("/members")))
                .isEqualTo("email must be given: at least one of email, q; "
                        + "q must be given: at least one of email, q");
        assertThat(errors(read.get("/wallets?limit=5"))).isEqualTo("owner must be given");
    }

    @Test
    void what_is_not_utf_8_is_refused() {
        assertThat(read.get("/wallets?owner=%ff").fields()).containsExactly("", "owner");
        assertThat(read.get("/wallets?owner=%ed%a0%80").fields()).containsExactly("", "owner");
    }

    @Test
    void everything_that_is_wrong_is_named_at_once() {
        assertThat(read.get("/bookings?status=x&limit=y&z=1").fields())
                .containsExactlyInAnyOrder("status", "limit", "z");
    }

    @Test
    void a_cursor_belongs_to_its_list() {
        wallets(3);
        for (var id : List.of("b1", "b2")) {
            read.after("/wallets/" + id + "/open", "{\"owner\":\"Bea\",\"content\":1}");
        }
        var next = read.get("/wallets?owner=Ada&limit=1").json().path("next").asText();
        assertThat(read.list("/wallets?owner=Ada&cursor=" + next, "walletId")).containsExactly("a101", "a102");
        for (var path : List.of("/wallets?owner=Bea", "/members?email=a@x.org", "/bookings?memberId=Ada")) {
            assertThat(read.get(path + "&cursor=" + next).fields()).containsExactly("cursor");
        }
        assertThat(read.get("/streams/wallet-a100/events?cursor=" + next).fields())
                .containsExactly("cursor");
    }

    @Test
    void a_cursor_that_was_tampered_with_is_refused() {
        wallets(3);
        var next = read.get("/wallets?owner=Ada&limit=1").json().path("next").asText();
        for (int i = 0; i < next.length(); i++) {
            var other = next.charAt(i) == 'A' ? 'B' : 'A';
            var forged = next.substring(0, i) + other + next.substring(i + 1);
            assertThat(read.get("/wallets?owner=Ada&cursor=" + forged).fields())
                    .as(forged)
                    .containsExactly("cursor");
        }
        assertThat(read.get("/wallets?owner=Bob&cursor=" + next).fields()).containsExactly("cursor");
    }

    @Test
    void a_collection_without_lookups_has_no_lists() {
        assertThat(read.get("/counters").status()).isEqualTo(404);
    }

    /** Anybody can make up a cursor. */
    @Test
    void a_made_up_position_is_refused_where_no_table_could_compare_it() {
        wallets(3);
        for (var position : List.of("", "x".repeat(1_025), "\u00e9".repeat(513))) {
            for (var list : List.of("/wallets?owner=Ada", "/bookings?status=pending")) {
                assertThat(read.get(list + "&cursor=" + Cursors.of(list, position))
                                .fields())
                        .containsExactly("cursor");
            }
        }
        assertThat(read.api.defects).isEmpty();
    }

    private List<String> wallets(int count) {
        for (int i = 100; i < 100 + count; i++) {
            read.after("/wallets/a" + i + "/open", "{\"owner\":\"Ada\",\"content\":1}");
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

    private static IndexKey word(String word) {
        return IndexKey.of("word", "ad", word);
    }

    private static <R> RowIndexes<R> indexes(ReadModel<?, R> readModel) {
        return RowIndexes.of(readModel.table(), readModel.projection().lookups());
    }

    @SuppressWarnings("unchecked")
    private static ReadModel<?, MemberView.Row> members() {
        return (ReadModel<?, MemberView.Row>) model("members");
    }

    @SuppressWarnings("unchecked")
    private static ReadModel<?, BookingView.Row> bookings() {
        return (ReadModel<?, BookingView.Row>) model("bookings");
    }

    private static ReadModel<?, ?> model(String collection) {
        return CATALOG.readModels().stream()
                .filter(readModel -> readModel.collection().equals(collection))
                .findFirst()
                .orElseThrow();
    }
}
