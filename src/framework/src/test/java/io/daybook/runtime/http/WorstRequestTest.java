package io.daybook.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.dynamodb.Ledger;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.capacity.Capacity;
import io.daybook.adapter.dynamodb.saga.DynamoSagaTable;
import io.daybook.adapter.dynamodb.store.DynamoEventStore;
import io.daybook.adapter.json.JacksonStateCodec;
import io.daybook.adapter.json.Json;
import io.daybook.fixture.Api;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.CommitHash;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.project.RowIndexes;
import io.daybook.kernel.rows.ReadTable;
import io.daybook.kernel.rows.Row;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.Snapshots;
import io.daybook.models.ModelCatalog;
import io.daybook.models.booking.BookingView;
import io.daybook.models.wallet.Coins;
import io.daybook.runtime.wiring.Model;
import io.daybook.runtime.wiring.Stores;
import io.daybook.testtools.DynamoDbForTests;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What the worst request of a route reads. The table in docs/costs.md says the same. */
final class WorstRequestTest {
    private static final Ledger LEDGER = new Ledger();
    private static final DynamoDbClient CLIENT = DynamoDbForTests.clientBuilder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(settings -> settings.addExecutionInterceptor(LEDGER))
            .build();
    private static final Tables TABLES = Tables.ofStack(DynamoDbForTests.STACK_NAME);
    private static final Instant AT = Instant.parse("2026-11-23T08:00:00Z");

    private final EventStore store = new DynamoEventStore(CLIENT, TABLES, Backoff.none());
    private final Stores stores = new Stores(
            store, Snapshots.none(), DynamoReads.tables(CLIENT), new DynamoSagaTable(CLIENT, TABLES, Backoff.none()));
    private final Api api = new Api(Model.of(new ModelCatalog()), stores);
    private final StreamName wallet = new StreamName("wallet", UUID.randomUUID().toString());

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    @Test
    void a_row_is_read_once_with_what_it_joins_or_eight_times_where_it_is_waited_for() {
        withBookings(1);
        assertThat(reads("/bookings/o0")).isEqualTo(new Capacity(2, 1.5, 0));
        assertThat(reads("/bookings/o0?atLeast=1")).isEqualTo(new Capacity(2, 1.5, 0));
        assertThat(reads("/bookings/o0?atLeast=2")).isEqualTo(new Capacity(8, 8, 0));
        assertThat(reads("/bookings/nobody?atLeast=1")).isEqualTo(new Capacity(8, 8, 0));
    }

    /** Each of the thousand rows takes a read unit, their places in the index fifteen. */
    @Test
    void a_list_that_sifts_everything_out_takes_ten_looks_at_a_hundred_rows_each() {
        withBookings(1_001);
        assertThat(reads("/bookings?memberId=ada&status=cancelled&limit=100")).isEqualTo(new Capacity(22, 1_015, 0));
        var spread = reads("/bookings?status=pending&limit=100");
        assertThat(spread.requests()).isEqualTo(21);
        assertThat(spread.readUnits()).isBetween(100.0, 140.0);
    }

    /** Commits of 320 bytes. The check of a stream asks once more, to see that nothing follows. */
    @Test
    void a_page_of_events_is_one_read_and_a_state_or_a_step_one_for_each_two_hundred_commits() {
        withCommits(401);
        var page = new Capacity(1, 8, 0);
        assertThat(reads("/streams/" + wallet + "/events?limit=100")).isEqualTo(page);
        assertThat(reads("/streams/" + wallet + "/events?direction=backward&limit=100"))
                .isEqualTo(page);
        assertThat(reads("/streams/" + wallet + "/state")).isEqualTo(new Capacity(3, 31, 0));
        assertThat(reads("/streams/" + wallet + "/replay?from=302")).isEqualTo(new Capacity(3, 31, 0));
        assertThat(reads("/streams/" + wallet + "/verify")).isEqualTo(new Capacity(4, 32, 0));
    }

    private void withBookings(int count) {
        var codec = new JacksonStateCodec<>(BookingView.Row.class, Json.mapper(List.of(Coins.TYPE)));
        var view = new BookingView();
        var indexes = RowIndexes.of("bookings", view.lookups());
        var table = stores.readTables().open("bookings", view.name(), codec);
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < count; i++) {
                var key = "o" + i;
                threads.execute(() -> write(table, indexes, key));
            }
        }
    }

    private static void write(ReadTable<BookingView.Row> table, RowIndexes<BookingView.Row> indexes, String key) {
        var row = new BookingView.Row(key, "ada", List.of(), Coins.ZERO, "USD", "pending", null, AT, null, AT, 1);
        table.write(Row.none(key), new Row<>(key, 1, 0, row, indexes.keys(row), indexes.entries(row)));
    }

    private void withCommits(int count) {
        var hash = CommitHash.NONE;
        for (long version = 1; version <= count; version++) {
            var event = version == 1
                    ? new EncodedEvent(
                            "e1", "WalletOpened", 1, "{\"owner\":\"ada\",\"content\":\"1.00\",\"currency\":\"USD\"}")
                    : new EncodedEvent("e" + version, "CoinsFilled", 1, "{\"amount\":\"1.00\",\"balance\":\"1.00\"}");
            var metadata = new EventMetadata("c" + version, "c", "c", null, AT, "test-1");
            var commit = Commit.next(wallet, version - 1, hash, List.of(event), metadata, null);
            store.append(Append.of(commit));
            hash = commit.hash();
        }
    }

    private Capacity reads(String path) {
        return LEDGER.of(() -> assertThat(api.get(path).status()).as(path).isIn(200, 503));
    }
}
