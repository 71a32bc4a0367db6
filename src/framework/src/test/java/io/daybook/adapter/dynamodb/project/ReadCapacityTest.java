package io.daybook.adapter.dynamodb.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.dynamodb.Ledger;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.capacity.Capacity;
import io.daybook.adapter.dynamodb.store.DynamoEventStore;
import io.daybook.fixture.Notes;
import io.daybook.fixture.Notes.Event;
import io.daybook.kernel.consume.BatchConsumer;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.project.Projector;
import io.daybook.kernel.project.RowIndexes;
import io.daybook.kernel.rows.IndexKey;
import io.daybook.kernel.rows.ReadTable;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.rows.Row;
import io.daybook.kernel.rows.RowReader;
import io.daybook.kernel.rows.RowReader.IndexQuery;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.tally.TallyProjector;
import io.daybook.testtools.DynamoDbForTests;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What an event costs in read tables, in requests, read units and write units, with rows of up to 1 KB. The table
 * in docs/costs.md says the same.
 */
final class ReadCapacityTest {
    private static final Ledger LEDGER = new Ledger();
    private static final DynamoDbClient CLIENT = DynamoDbForTests.clientBuilder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(settings -> settings.addExecutionInterceptor(LEDGER))
            .build();
    private static final EventStore STORE =
            new DynamoEventStore(CLIENT, Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none());
    private static final ReadTables TABLES =
            new DynamoReadTables(CLIENT, Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none());

    private final String run = UUID.randomUUID().toString();
    private final StreamName stream = Notes.newStream();
    private final StreamName other = Notes.newStream();

    /** An instance that has just written the row of a note, found by its text and two tags. */
    private final StreamConsumer warm = instance();

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    @Test
    void the_first_event_of_a_stream_is_one_write_and_one_more_for_its_place_in_an_index() {
        assertThat(cost(warm, new Event.Seen())).isEqualTo(new Capacity(1, 0, 1));
        assertThat(cost(warm, new Event.Written("a"))).isEqualTo(new Capacity(1, 0, 2));
    }

    @Test
    void a_warm_row_is_one_request_and_one_write_unit() {
        aNote();
        assertThat(cost(warm, new Event.Seen())).isEqualTo(new Capacity(1, 0, 1));
    }

    @Test
    void a_cold_row_is_also_read() {
        aNote();
        assertThat(cost(instance(), new Event.Seen())).isEqualTo(new Capacity(2, 1, 1));
    }

    @Test
    void a_hundred_events_of_one_stream_in_a_batch_are_one_write() {
        aNote();
        var commits = Stream.generate(() -> Notes.append(STORE, stream, new Event.Seen()))
                .limit(100)
                .toList();
        assertThat(cost(warm, Map.of(stream, commits))).isEqualTo(new Capacity(1, 0, 1));
    }

    @Test
    void a_repeated_record_costs_nothing_where_the_row_is_known_and_one_read_where_not() {
        aNote();
        var commits = Map.of(stream, List.of(STORE.last(stream).orElseThrow()));
        assertThat(cost(warm, commits)).isEqualTo(Capacity.NONE);
        assertThat(cost(instance(), commits)).isEqualTo(new Capacity(1, 1, 0));
    }

    @Test
    void a_gap_is_one_read_of_the_event_table_more() {
        aNote();
        Notes.append(STORE, stream, new Event.Seen());
        assertThat(cost(warm, new Event.Seen())).isEqualTo(new Capacity(2, 1, 1));
    }

    /** The old place in the index is deleted, the new one is written. */
    @Test
    void a_row_that_moves_in_an_index_is_two_write_units_more() {
        aNote();
        assertThat(cost(warm, new Event.Written("b"))).isEqualTo(new Capacity(1, 0, 3));
    }

    /** The row for two units; the entry that goes and the entry that comes for two each, and two each in the index. */
    @Test
    void a_row_of_which_one_entry_is_exchanged_is_ten_write_units() {
        aNote();
        assertThat(cost(warm, new Event.Tagged(List.of("x", "z")))).isEqualTo(new Capacity(1, 0, 10));
    }

    @Test
    void an_event_that_adds_to_a_row_of_a_tally_is_three_requests_and_four_write_units() {
        var counts = counts();
        assertThat(cost(counts, counted())).isEqualTo(new Capacity(3, 2, 4));
        assertThat(cost(counts, counted())).isEqualTo(new Capacity(3, 2, 4));
    }

    /** Two units more, for its place in the index of days, which it never leaves. */
    @Test
    void an_event_that_begins_a_row_of_a_tally_writes_to_its_index_too() {
        assertThat(cost(newCounts(), counted())).isEqualTo(new Capacity(3, 2, 6));
    }

    @Test
    void an_event_that_adds_nothing_moves_the_cursor_only() {
        assertThat(cost(counts(), new Event.Seen())).isEqualTo(new Capacity(2, 1, 1));
    }

    @Test
    void a_thousand_events_of_one_stream_are_one_transaction() {
        var commits = IntStream.range(0, 10)
                .mapToObj(number -> Notes.append(
                        STORE,
                        stream,
                        Stream.generate(ReadCapacityTest::counted).limit(100).toArray(Event[]::new)))
                .toList();
        assertThat(cost(counts(), Map.of(stream, commits))).isEqualTo(new Capacity(3, 2, 4));
    }

    /** Ten reads of 100 cursors and one of the row; eleven transactions, of 99 cursors and the row. */
    @Test
    void a_thousand_streams_that_add_to_one_row_are_eleven_transactions() {
        var commits = new HashMap<StreamName, List<Commit>>();
        for (int number = 0; number < 1_000; number++) {
            var each = Notes.newStream();
            commits.put(each, List.of(Notes.commit(each, 1, List.of(counted()))));
        }
        assertThat(cost(counts(), commits)).isEqualTo(new Capacity(22, 1_001, 2_022));
    }

    @Test
    void a_thousand_streams_that_add_nothing_are_a_small_write_each() {
        var commits = new HashMap<StreamName, List<Commit>>();
        for (int number = 0; number < 1_000; number++) {
            var each = Notes.newStream();
            commits.put(each, List.of(Notes.commit(each, 1, List.of(new Event.Seen()))));
        }
        assertThat(cost(counts(), commits)).isEqualTo(new Capacity(1_010, 1_000, 1_000));
    }

    /** An index is read for half a unit in each part, a row for half a unit. */
    @Test
    void a_page_of_twenty_rows_is_two_requests_or_nine_where_the_index_is_spread() {
        var table = TABLES.open(ReadTables.SHARED, "page-" + run, Notes.ROWS);
        for (int number = 0; number < 20; number++) {
            var keys = List.of(IndexKey.of("lookup", "plain", "%02d".formatted(number)));
            var entries = Set.of(IndexKey.spread("lookup", "spread", "%02d".formatted(number)));
            table.write(
                    Row.none("k" + number),
                    new Row<>("k" + number, 1, 0, new Notes.Note("a", List.of(), 1), keys, entries));
        }
        assertThat(LEDGER.of(() -> page(table, "plain", false))).isEqualTo(new Capacity(2, 10.5, 0));
        assertThat(LEDGER.of(() -> page(table, "spread", true))).isEqualTo(new Capacity(9, 14, 0));
    }

    private static void page(ReadTable<Notes.Note> table, String value, boolean spread) {
        var hits = table.find(new IndexQuery("lookup", value, spread, null, null, true, null, 20))
                .hits();
        assertThat(table.readAll(hits.stream().map(RowReader.Hit::key).toList(), false))
                .hasSize(20);
    }

    private StreamConsumer instance() {
        var view = new Notes.View("view-" + run);
        return new Projector<>(
                view,
                RowIndexes.of(ReadTables.SHARED, view.lookups()),
                Notes.EVENTS,
                STORE,
                TABLES.open(ReadTables.SHARED, view.name(), Notes.ROWS),
                Backoff.none());
    }

    /** With a row that another stream has added to. */
    private StreamConsumer counts() {
        var counts = newCounts();
        cost(counts, Map.of(other, List.of(Notes.append(STORE, other, counted()))));
        return counts;
    }

    private StreamConsumer newCounts() {
        var counts = new Notes.Sums("counts-" + run, false);
        return new TallyProjector<>(
                counts,
                ReadTables.SHARED_INDEX,
                Notes.EVENTS,
                STORE,
                TABLES.openTally(ReadTables.SHARED, counts.name(), Notes.TALLIES),
                Backoff.none());
    }

    private void aNote() {
        cost(warm, new Event.Written("a"));
        cost(warm, new Event.Tagged(List.of("x", "y")));
    }

    private static Event counted() {
        return new Event.Counted(List.of("row"), 1);
    }

    /** Of one more event. */
    private Capacity cost(StreamConsumer consumer, Event event) {
        return cost(consumer, Map.of(stream, List.of(Notes.append(STORE, stream, event))));
    }

    private static Capacity cost(StreamConsumer consumer, Map<StreamName, List<Commit>> commits) {
        return LEDGER.of(() -> assertThat(applied(consumer, commits)).containsOnly(new Progress.Applied()));
    }

    private static Collection<Progress> applied(StreamConsumer consumer, Map<StreamName, List<Commit>> commits) {
        return consumer instanceof BatchConsumer batch
                ? batch.apply(commits, Deadline.none()).values()
                : commits.entrySet().stream()
                        .map(one -> consumer.apply(one.getKey(), one.getValue(), Deadline.none()))
                        .toList();
    }
}
