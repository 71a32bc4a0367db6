package io.daybook.adapter.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.dynamodb.consume.DynamoParkedStreams;
import io.daybook.adapter.dynamodb.consume.DynamoStreamCursors;
import io.daybook.adapter.dynamodb.project.DynamoReadTables;
import io.daybook.fixture.Commits;
import io.daybook.fixture.Notes;
import io.daybook.kernel.deliver.ParkedStream;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.rows.IndexKey;
import io.daybook.kernel.rows.ReadTable.Written;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.rows.Row;
import io.daybook.kernel.rows.RowReader.Found;
import io.daybook.kernel.rows.RowReader.IndexQuery;
import io.daybook.kernel.rows.TallyTable.Cursor;
import io.daybook.kernel.rows.TallyTable.Move;
import io.daybook.kernel.rows.TallyTable.Saved;
import io.daybook.testtools.DynamoDbForTests;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** On a DynamoDB that is not there, the read side finds nothing and writes everything, as a rehearsal needs it. */
final class EmptyDynamoDbTest {
    private static final DynamoDbClient CLIENT = EmptyDynamoDb.client();
    private static final ReadTables TABLES =
            new DynamoReadTables(CLIENT, Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none());

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    @Test
    void rows_are_written_and_not_found() {
        var table = TABLES.open(ReadTables.SHARED, "notes", Notes.ROWS);
        var note = new Notes.Note("a", List.of(), 1);
        var entries = Set.of(IndexKey.of("lookup", "tag", "x"));
        assertThat(table.write(Row.none("k"), new Row<>("k", 1, 0, note, List.of(), entries)))
                .isEqualTo(new Written.Done<>(
                        new Row<>("k", 1, 1, note, List.of(), entries),
                        Notes.ROWS.encode(note).length()));
        assertThat(table.read("k")).isEmpty();
        assertThat(table.readAll(List.of("k"), true)).isEmpty();
        assertThat(table.find(new IndexQuery("lookup", "tag", true, null, null, true, null, 20)))
                .isEqualTo(new Found(List.of(), null));
    }

    @Test
    void tallies_cursors_and_markers_are_written_and_not_found() {
        var stream = Commits.newStream();
        var tally = TABLES.openTally(ReadTables.SHARED, "sums", Notes.TALLIES);
        var row = new Row<>("k", 0, 0, new Notes.Sum(1, 1), List.of(), Set.of());
        assertThat(tally.save(List.of(row), List.of(new Move(stream, Cursor.START, Cursor.at(1)))))
                .isEqualTo(new Saved.Done());
        assertThat(tally.cursors(List.of(stream))).isEqualTo(Map.of(stream, Cursor.START));

        var cursors = new DynamoStreamCursors(CLIENT, Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none());
        assertThat(cursors.move("notes", stream, StreamPosition.START, StreamPosition.at(1)))
                .isTrue();
        assertThat(cursors.read("notes", stream)).isEqualTo(StreamPosition.START);

        var parked = new DynamoParkedStreams(CLIENT, Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none());
        var marker = new ParkedStream("notes", stream, 1, "no", Instant.EPOCH, 0, Instant.EPOCH);
        parked.park(marker);
        parked.remove(marker);
        assertThat(parked.due(Instant.EPOCH)).isEmpty();
    }
}
