package io.daybook.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.dynamodb.Tables;
import io.daybook.shop.ShopCatalog;
import io.daybook.adapter.dynamodb.CapacityMeter;
import io.daybook.adapter.dynamodb.project.DynamoReadTables;
import io.daybook.kernel.project.IndexKey;
import io.daybook.kernel.project.ReadTable;
import io.daybook.kernel.project.ReadTables;
import io.daybook.kernel.project.TallyTable;
import io.daybook.kernel.store.Backoff;
import io.daybook.kernel.store.StateCodec;
import io.daybook.testtools.DynamoDbForTests;
import io.daybook.testtools.ForAll;
import io.daybook.fixture.ReadApi;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
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
    void a_prefix_finds_exactly_the_users_who_have_such_a_word_each_once() {
        ForAll.seeds(SEEDS, random -> WordSearchTest.check(fresh(), random));
    }

    @Test
    void pages_of_every_list_hold_every_row_once_in_order() {
        var read = fresh();
        var all = new ArrayList<String>();
        for (int i = 10; i < 40; i++) {
            read.api.now = read.api.now.plusMillis(1);
            read.after("/orders/o" + i + "/create", "{\"customerId\":\"c1\"}")
                    .after("/accounts/o" + i + "/open", "{\"owner\":\"Ada\",\"initialDeposit\":1}");
            all.add("o" + i);
        }
        var newestFirst = new ArrayList<>(all);
        Collections.reverse(newestFirst);
        for (int limit : List.of(1, 7, 15, 30, 100)) {
            var page = "&limit=" + limit;
            assertThat(read.walk("/accounts?owner=Ada" + page, "accountId")).isEqualTo(all);
            assertThat(read.walk("/orders?customerId=c1" + page, "orderId")).isEqualTo(newestFirst);
            assertThat(read.walk("/orders?status=pending" + page, "orderId")).isEqualTo(newestFirst);
        }
    }

    @Test
    void parts_of_a_day_are_put_together() {
        var read = fresh();
        for (int i = 0; i < 30; i++) {
            read.api.post(
                    "/users/u" + i + "/register",
                    "{\"email\":\"u" + i + "@x.org\",\"name\":\"Ada\",\"source\":\"" + (i % 3 == 0 ? "web" : "app")
                            + "\"}");
        }
        read.project();
        assertThat(read.get("/analytics/registrations?from=2026-11-23&to=2026-11-23")
                        .text())
                .isEqualTo("{\"items\":[{\"day\":\"2026-11-23\",\"source\":\"app\",\"count\":20},"
                        + "{\"day\":\"2026-11-23\",\"source\":\"web\",\"count\":10}],\"next\":null}");
    }

    /** A look into the index, one into each part where its value is spread, the rows, and what they join. */
    @Test
    void a_query_takes_this_many_requests() {
        var read = fresh();
        for (int i = 0; i < 30; i++) {
            read.after("/users/u" + i + "/register", "{\"email\":\"u" + i + "@x.org\",\"name\":\"Ada\"}")
                    .after("/orders/o" + i + "/create", "{\"customerId\":\"c1\"}")
                    .after("/accounts/a" + i + "/open", "{\"owner\":\"Ada\",\"initialDeposit\":1}");
        }
        assertThat(requests(read, "/accounts/a1")).isEqualTo(1);
        assertThat(requests(read, "/orders/o1")).isEqualTo(2);
        assertThat(requests(read, "/accounts?owner=Ada")).isEqualTo(1 + 1);
        assertThat(requests(read, "/users?email=u1@x.org")).isEqualTo(1 + 1);
        assertThat(requests(read, "/users?q=ada")).isEqualTo(1 + 1);
        assertThat(requests(read, "/orders?customerId=c1")).isEqualTo(1 + 1 + 1);
        assertThat(requests(read, "/orders?status=pending")).isEqualTo(IndexKey.PARTS + 1 + 1);
        assertThat(requests(read, "/analytics/registrations")).isEqualTo(IndexKey.PARTS + 1);
    }

    private static long requests(ReadApi read, String path) {
        var before = METER.total();
        assertThat(read.get(path).status()).isEqualTo(200);
        return METER.total().minus(before).requests();
    }

    /** Rows of no other test: they are kept apart by the name of their projection. */
    private static ReadApi fresh() {
        var tables = new DynamoReadTables(CLIENT, Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none());
        var mark = "-" + UUID.randomUUID().toString().substring(0, 8);
        return new ReadApi(Catalog.MODEL, new ReadTables() {
            @Override
            public <R> ReadTable<R> open(String table, String projection, StateCodec<R> codec) {
                return tables.open(table, projection + mark, codec);
            }

            @Override
            public <R> TallyTable<R> openTally(String table, String projection, StateCodec<R> codec) {
                return tables.openTally(table, projection + mark, codec);
            }
        });
    }
}
