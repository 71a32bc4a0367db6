package io.daybook.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.dynamodb.capacity.CapacityMeter;
import io.daybook.adapter.lambda.page.Cursors;
import io.daybook.fixture.ReadApi;
import io.daybook.kernel.rows.IndexKey;
import io.daybook.models.ModelCatalog;
import io.daybook.models.NewProjections;
import io.daybook.runtime.wiring.Model;
import io.daybook.testtools.DynamoDbForTests;
import io.daybook.testtools.ForAll;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Queries on the tables and indexes of the template. */
class DynamoQueriesTest {
    private static final int SEEDS = 1;
    private static final CapacityMeter METER = new CapacityMeter();
    private static final DynamoDbClient CLIENT = DynamoDbForTests.clientBuilder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(METER))
            .build();

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    @Test
    void a_prefix_finds_exactly_the_members_who_have_such_a_word_each_once() {
        ForAll.seeds(SEEDS, random -> WordSearchTest.check(fresh(), random));
    }

    @Test
    void pages_of_every_list_hold_every_row_once_in_order() {
        var read = fresh();
        var all = new ArrayList<String>();
        for (int i = 10; i < 40; i++) {
            read.api.now = read.api.now.plusMillis(1);
            read.after("/bookings/o" + i + "/make", "{\"memberId\":\"c1\"}")
                    .after("/wallets/o" + i + "/open", "{\"owner\":\"Ada\",\"content\":1}");
            all.add("o" + i);
        }
        var newestFirst = new ArrayList<>(all);
        Collections.reverse(newestFirst);
        for (int limit : List.of(1, 7, 15, 30, 100)) {
            var page = "&limit=" + limit;
            assertThat(read.walk("/wallets?owner=Ada" + page, "walletId")).isEqualTo(all);
            assertThat(read.walk("/bookings?memberId=c1" + page, "bookingId")).isEqualTo(newestFirst);
            assertThat(read.walk("/bookings?status=pending" + page, "bookingId"))
                    .isEqualTo(newestFirst);
        }
    }

    @Test
    void two_parameters_and_a_range_find_what_both_find_within_it() {
        var read = fresh();
        var start = read.api.now;
        for (int i = 10; i < 40; i++) {
            read.api.now = start.plusSeconds(i);
            read.after("/bookings/o" + i + "/make", "{\"memberId\":\"c" + i % 2 + "\"}");
        }
        read.after("/bookings/o15/cancel", "{}");
        var range = "&madeFrom=" + start.plusSeconds(12) + "&madeTo=" + start.plusSeconds(19);
        for (int limit : List.of(1, 2, 3, 100)) {
            var page = "&limit=" + limit;
            assertThat(read.walk("/bookings?memberId=c1&status=pending" + range + page, "bookingId"))
                    .containsExactly("o19", "o17", "o13");
            assertThat(read.walk("/bookings?memberId=c1" + range + page, "bookingId"))
                    .containsExactly("o19", "o17", "o15", "o13");
            assertThat(read.walk("/bookings?status=pending" + range + page, "bookingId"))
                    .containsExactly("o19", "o18", "o17", "o16", "o14", "o13", "o12");
        }
        // One look into the index of members, the rows, and the names of members: the status is only looked at.
        assertThat(requests(read, "/bookings?memberId=c1&status=pending" + range))
                .isEqualTo(1 + 1 + 1);
    }

    @Test
    void lookups_of_the_shared_table_do_not_find_the_values_of_each_other() {
        var read = fresh(Model.of(new NewProjections()));
        read.after("/wallets/1/open", "{\"owner\":\"Ada\",\"content\":1}")
                .after("/wallets/1/fill", "{\"amount\":1}")
                .after("/wallets/1/fill", "{\"amount\":1}")
                .after("/wallets/2/open", "{\"owner\":\"Ada\",\"content\":1}");
        assertThat(read.list("/fillings?fillings=2", "walletId")).containsExactly("1");
        assertThat(read.list("/fillings?wallet=2", "walletId")).containsExactly("2");
        assertThat(read.list("/fillings?upTo=2", "walletId")).containsExactly("1");
        assertThat(read.list("/fillings?upTo=1&wallet=1", "walletId")).containsExactly("1");
        assertThat(read.list("/fillings?upTo=1&wallet=2", "walletId")).isEmpty();
        assertThat(read.get("/analytics/fillings")
                        .json()
                        .path("items")
                        .get(0)
                        .path("fillings")
                        .asInt())
                .isEqualTo(2);
    }

    /** It only says where a list goes on, within its own partition. */
    @Test
    void a_made_up_position_of_the_right_form_is_answered_with_what_comes_behind_it() {
        var read = fresh();
        for (int i = 10; i < 13; i++) {
            read.after("/bookings/o" + i + "/make", "{\"memberId\":\"c1\"}")
                    .after("/wallets/o" + i + "/open", "{\"owner\":\"Ada\",\"content\":1}");
        }
        for (var list : List.of("/wallets?owner=Ada", "/bookings?memberId=c1", "/bookings?status=pending")) {
            for (var position : List.of("\0", "a", "\uffff", "\ufffd", "x".repeat(1_024), "2026#\1\1\2 %")) {
                var path = list + "&cursor=" + Cursors.of(list, "1 " + position);
                assertThat(read.get(path).status()).as(path).isEqualTo(200);
            }
        }
        assertThat(read.api.defects).isEmpty();
    }

    @Test
    void parts_of_a_day_are_put_together() {
        var read = fresh();
        for (int i = 0; i < 30; i++) {
            read.api.post(
                    "/members/u" + i + "/join",
                    "{\"email\":\"u" + i + "@x.org\",\"name\":\"Ada\",\"source\":\"" + (i % 3 == 0 ? "web" : "app")
                            + "\"}");
        }
        read.project();
        assertThat(read.get("/analytics/joinings?from=2026-11-23&to=2026-11-23").text())
                .isEqualTo("{\"items\":[{\"day\":\"2026-11-23\",\"source\":\"app\",\"count\":20},"
                        + "{\"day\":\"2026-11-23\",\"source\":\"web\",\"count\":10}],\"next\":null}");
    }

    /** A look into the index, one into each part where its value is spread, the rows, and what they join. */
    @Test
    void a_query_takes_this_many_requests() {
        var read = fresh();
        for (int i = 0; i < 30; i++) {
            read.after("/members/u" + i + "/join", "{\"email\":\"u" + i + "@x.org\",\"name\":\"Ada\"}")
                    .after("/bookings/o" + i + "/make", "{\"memberId\":\"c1\"}")
                    .after("/wallets/a" + i + "/open", "{\"owner\":\"Ada\",\"content\":1}");
        }
        assertThat(requests(read, "/wallets/a1")).isEqualTo(1);
        assertThat(requests(read, "/bookings/o1")).isEqualTo(2);
        assertThat(requests(read, "/wallets?owner=Ada")).isEqualTo(1 + 1);
        assertThat(requests(read, "/members?email=u1@x.org")).isEqualTo(1 + 1);
        assertThat(requests(read, "/members?q=ada")).isEqualTo(1 + 1);
        assertThat(requests(read, "/bookings?memberId=c1")).isEqualTo(1 + 1 + 1);
        assertThat(requests(read, "/bookings?status=pending")).isEqualTo(IndexKey.PARTS + 1 + 1);
        assertThat(requests(read, "/analytics/joinings")).isEqualTo(IndexKey.PARTS + 1);
    }

    private static long requests(ReadApi read, String path) {
        var before = METER.total();
        assertThat(read.get(path).status()).isEqualTo(200);
        return METER.total().minus(before).requests();
    }

    private static ReadApi fresh() {
        return fresh(Model.of(new ModelCatalog()));
    }

    private static ReadApi fresh(Model model) {
        return DynamoReads.fresh(CLIENT, model);
    }
}
