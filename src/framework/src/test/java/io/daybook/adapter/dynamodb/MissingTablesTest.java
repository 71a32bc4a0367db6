package io.daybook.adapter.dynamodb;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.adapter.dynamodb.consume.DynamoParkedStreams;
import io.daybook.adapter.dynamodb.consume.DynamoStreamCursors;
import io.daybook.adapter.dynamodb.project.DynamoReadTables;
import io.daybook.adapter.dynamodb.saga.DynamoSagaTable;
import io.daybook.adapter.dynamodb.store.DynamoEventStore;
import io.daybook.adapter.dynamodb.store.DynamoSnapshots;
import io.daybook.adapter.json.JacksonStateCodec;
import io.daybook.adapter.json.Json;
import io.daybook.fixture.Commits;
import io.daybook.kernel.deliver.ParkedStream;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.failure.StoreMissingException;
import io.daybook.kernel.rows.Row;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.EventStore;
import io.daybook.testtools.DynamoDbForTests;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Tables that nobody has created: each access says which one is missing. */
final class MissingTablesTest {
    private static final DynamoDbClient CLIENT = DynamoDbForTests.client();
    private static final Tables NONE =
            new Tables("no-events", "no-snapshots", "no-claims", "no-sagas", "no-marks", "no-");

    private static final EventStore EVENTS = new DynamoEventStore(CLIENT, NONE, Backoff.none());
    private static final DynamoParkedStreams PARKED = new DynamoParkedStreams(CLIENT, NONE, Backoff.none());

    /** A call, and the table that it goes to. */
    private record Access(String table, Runnable call) {
        @Override
        public String toString() {
            return table;
        }
    }

    static List<Access> accesses() {
        var stream = Commits.newStream();
        var rows = new DynamoReadTables(CLIENT, NONE, Backoff.none())
                .open("rows", "names", new JacksonStateCodec<>(String.class, Json.mapper(List.of())));
        var marker = new ParkedStream("c", stream, 1, "no way", Instant.EPOCH, 0, Instant.EPOCH);
        return List.of(
                new Access("no-events", () -> EVENTS.readForward(stream, 1, 1)),
                new Access("no-events", () -> EVENTS.append(Append.of(Commits.commit(stream, 1, 1)))),
                new Access("no-snapshots", () -> new DynamoSnapshots(CLIENT, NONE, 1).newest(stream, "1")),
                new Access("no-sagas", () -> new DynamoSagaTable(CLIENT, NONE, Backoff.none()).read("saga", "1")),
                new Access("no-sagas", () -> new DynamoSagaTable(CLIENT, NONE, Backoff.none()).due(Instant.EPOCH, 1)),
                new Access("no-marks", () -> new DynamoStreamCursors(CLIENT, NONE, Backoff.none()).read("c", stream)),
                new Access("no-marks", () -> PARKED.park(marker)),
                new Access("no-marks", () -> PARKED.due(Instant.EPOCH)),
                new Access("no-rows", () -> rows.read("1")),
                new Access("no-rows", () -> rows.write(Row.none("1"), new Row<>("1", 1, 0, "a", List.of(), Set.of()))));
    }

    @ParameterizedTest
    @MethodSource("accesses")
    void a_table_that_is_not_there_is_named(Access access) {
        assertThatThrownBy(access.call()::run)
                .isInstanceOf(StoreMissingException.class)
                .hasMessageContaining("the table " + access.table())
                .hasMessageContaining("does not exist");
    }

    @Test
    void an_index_that_is_not_there_is_missing_too() {
        var other = Tables.ofStack(DynamoDbForTests.STACK_NAME);
        var misnamed = new Tables(
                other.events(),
                other.snapshots(),
                other.claims(),
                other.claims(),
                other.snapshots(),
                other.readPrefix());
        assertThatThrownBy(() -> new DynamoParkedStreams(CLIENT, misnamed, Backoff.none()).due(Instant.EPOCH))
                .isInstanceOf(StoreMissingException.class)
                .hasMessageContaining("the table " + other.snapshots());
    }
}
