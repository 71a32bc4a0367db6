package io.daybook.adapter.dynamodb.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.adapter.dynamodb.FaultyStore;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.consume.DynamoParkedStreams;
import io.daybook.adapter.dynamodb.consume.DynamoStreamCursors;
import io.daybook.fixture.Commits;
import io.daybook.kernel.deliver.ParkedStream;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.failure.StoreInDoubtException;
import io.daybook.kernel.failure.StoreThrottledException;
import io.daybook.kernel.failure.StoreUnavailableException;
import io.daybook.kernel.rows.IndexKey;
import io.daybook.kernel.rows.ReadTable;
import io.daybook.kernel.rows.ReadTable.Written;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.rows.Row;
import io.daybook.kernel.rows.RowReader;
import io.daybook.kernel.rows.RowReader.Hit;
import io.daybook.kernel.rows.RowReader.IndexQuery;
import io.daybook.kernel.rows.TallyTable;
import io.daybook.kernel.rows.TallyTable.Cursor;
import io.daybook.kernel.rows.TallyTable.Move;
import io.daybook.kernel.rows.TallyTable.Saved;
import io.daybook.kernel.store.StateCodec;
import io.daybook.testtools.DynamoDbForTests;
import io.daybook.testtools.FaultyDynamoDb.Fault;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong on the way to DynamoDB: no row, cursor or marker changes twice, and the answer is true. */
final class ReadSideFaultsTest {
    private static final StateCodec<String> TEXT = new StateCodec<>() {
        @Override
        public String encode(String state) {
            return state;
        }

        @Override
        public String decode(String text) {
            return text;
        }
    };

    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final IndexKey KEY = IndexKey.of("lookup", "v", "1");

    private final FaultyStore faulty = FaultyStore.make();
    private final ReadTables tables =
            new DynamoReadTables(faulty.client(), Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none());
    private final DynamoStreamCursors cursors =
            new DynamoStreamCursors(faulty.client(), Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none());
    private final DynamoParkedStreams parked =
            new DynamoParkedStreams(faulty.client(), Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none());
    private final String projection = "p-" + UUID.randomUUID();
    private final ReadTable<String> table = tables.open(ReadTables.SHARED, projection, TEXT);
    private final TallyTable<String> tally = tables.openTally(ReadTables.SHARED, projection, TEXT);
    private final StreamName stream = Commits.newStream();

    @AfterEach
    void close() {
        faulty.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DENIED", "SLOW"})
    void one_fault_does_no_harm_to_a_row(Fault fault) {
        var before = Row.<String>none("k");
        for (var entries : List.of(Set.<IndexKey>of(), entries(0, 3), entries(2, 5), Set.<IndexKey>of())) {
            var next = new Row<>("k", before.version() + 1, before.revision(), "a", List.of(KEY), entries);
            faulty.network().nextWrites(fault);
            var written = table.write(before, next);
            faulty.network().deliverLate();
            before = new Row<>("k", next.version(), next.revision() + 1, "a", List.of(KEY), entries);
            assertThat(written).isEqualTo(new Written.Done<>(before, "a".length()));
            assertThat(table.read("k")).contains(before);
            assertThat(sorts("w")).isEqualTo(sortsOf(entries));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DENIED", "SLOW"})
    void one_fault_does_no_harm_to_tallies_and_cursors(Fault fault) {
        faulty.network().nextWrites(fault);
        assertThat(tally.save(List.of(tallied("a", 0)), List.of(move(0, 1)))).isEqualTo(new Saved.Done());
        faulty.network().nextWrites(fault);
        assertThat(tally.save(List.of(tallied("a", 1), tallied("b", 0)), List.of(move(1, 2))))
                .isEqualTo(new Saved.Done());
        faulty.network().nextWrites(fault);
        assertThat(tally.save(List.of(), List.of(move(2, 3)))).isEqualTo(new Saved.Done());
        faulty.network().deliverLate();
        assertThat(tally.cursors(List.of(stream))).isEqualTo(Map.of(stream, Cursor.at(3)));
        assertThat(tally.rows().readAll(List.of("a", "b"), true))
                .isEqualTo(Map.of("a", tallied("a", 2), "b", tallied("b", 1)));

        faulty.network().nextWrites(fault);
        assertThat(cursors.move(projection, stream, StreamPosition.at(0), StreamPosition.at(3)))
                .isTrue();
        faulty.network().nextWrites(fault);
        assertThat(cursors.move(projection, stream, StreamPosition.at(3), StreamPosition.at(4)))
                .isTrue();
        faulty.network().deliverLate();
        assertThat(cursors.read(projection, stream)).isEqualTo(StreamPosition.at(4));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DENIED", "SLOW"})
    void one_fault_does_no_harm_to_a_marker(Fault fault) {
        faulty.network().nextWrites(fault);
        parked.park(marker(7, 0));
        faulty.network().nextWrites(fault);
        parked.replace(marker(7, 0), marker(8, 1));
        faulty.network().deliverLate();
        assertThat(parked.find(projection, stream)).contains(marker(8, 1));
        faulty.network().nextWrites(fault);
        parked.remove(marker(8, 1));
        faulty.network().deliverLate();
        assertThat(parked.find(projection, stream)).isEmpty();
    }

    /** Every kind of write, on something that is not there yet, and whether it is there now. */
    private Stream<Runnable> writes() {
        return Stream.of(
                () -> table.write(Row.none("k"), new Row<>("k", 1, 0, "a", List.of(), Set.of())),
                () -> table.write(Row.none("l"), new Row<>("l", 1, 0, "a", List.of(), entries(0, 3))),
                () -> tally.save(List.of(tallied("a", 0)), List.of(move(0, 1))),
                () -> tally.save(List.of(), List.of(new Move(other(1), Cursor.START, Cursor.at(1)))),
                () -> cursors.move(projection, stream, StreamPosition.at(0), StreamPosition.at(1)),
                () -> parked.park(marker(7, 0)));
    }

    private List<Boolean> written() {
        faulty.network().nextWrites();
        var counts = tally.cursors(List.of(stream, other(1)));
        return List.of(
                table.read("k").isPresent(),
                table.read("l").isPresent() && sorts("w").size() == 3,
                tally.rows().read("a").isPresent() && counts.get(stream).equals(Cursor.at(1)),
                counts.get(other(1)).equals(Cursor.at(1)),
                cursors.read(projection, stream).version() == 1,
                parked.find(projection, stream).isPresent());
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"THROTTLED", "BUSY"})
    void nothing_is_written_where_every_attempt_was_throttled_or_in_the_way_of_others(Fault fault) {
        faulty.network().everyWrite(fault);
        writes().forEach(write -> assertThatThrownBy(write::run).isInstanceOf(StoreThrottledException.class));
        assertThat(written()).containsOnly(false);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"NO_CONNECTION", "DENIED"})
    void nothing_is_written_where_dynamodb_could_not_be_used(Fault fault) {
        faulty.network().everyWrite(fault);
        writes().forEach(write -> assertThatThrownBy(write::run).isInstanceOf(StoreUnavailableException.class));
        assertThat(written()).containsOnly(false);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"LOST_ANSWER", "ERROR_AFTER"})
    void a_look_tells_that_it_was_written_where_no_answer_does(Fault fault) {
        faulty.network().everyWrite(fault);
        writes().forEach(Runnable::run);
        assertThat(written()).containsOnly(true);
    }

    @Test
    void a_write_that_no_answer_and_no_look_tells_of_is_in_doubt() {
        faulty.network().everyWrite(Fault.LOST_REQUEST);
        writes().forEach(write -> assertThatThrownBy(write::run).isInstanceOf(StoreInDoubtException.class));
        assertThat(written()).containsOnly(false);
    }

    @Test
    void a_write_is_in_doubt_where_the_look_fails_too() {
        faulty.network().follow(operation -> Fault.LOST_ANSWER);
        writes().forEach(write -> assertThatThrownBy(write::run).isInstanceOf(StoreInDoubtException.class));
        assertThat(written()).containsOnly(true);
    }

    @Test
    void what_was_in_doubt_and_came_late_is_met_when_it_is_written_again() {
        var late = new ArrayDeque<>(List.of(Fault.LATE));
        faulty.network().follow(operation -> late.isEmpty() ? Fault.LOST_REQUEST : late.removeFirst());
        var row = new Row<>("k", 1, 0, "a", List.of(), entries(0, 3));
        assertThatThrownBy(() -> table.write(Row.none("k"), row)).isInstanceOf(StoreInDoubtException.class);
        faulty.network().deliverLate();
        faulty.network().nextWrites();
        var stored = new Row<>("k", 1, 1, "a", List.of(), entries(0, 3));
        assertThat(table.write(Row.none("k"), row)).isEqualTo(new Written.Overtaken<>(stored, "a".length()));
    }

    @Test
    void another_writer_settles_an_attempt_in_doubt() {
        var others = new Row<>("k", 5, 1, "other", List.<IndexKey>of(), entries(0, 1));
        interrupted(() -> table.write(Row.none("k"), new Row<>("k", 5, 0, "other", List.of(), entries(0, 1))));
        assertThat(table.write(Row.none("k"), new Row<>("k", 1, 0, "mine", List.of(), entries(5, 9))))
                .isEqualTo(new Written.Overtaken<>(others, "other".length()));
        assertThat(sorts("w")).isEqualTo(sortsOf(entries(0, 1)));

        interrupted(() -> tally.save(List.of(tallied("a", 0)), List.of(move(0, 1))));
        assertThat(tally.save(List.of(tallied("a", 0)), List.of(move(0, 2))))
                .isEqualTo(new Saved.Overtaken(Set.of("a"), Set.of(stream)));
        interrupted(() -> cursors.move(projection, stream, StreamPosition.at(0), StreamPosition.at(1)));
        assertThat(cursors.move(projection, stream, StreamPosition.at(0), StreamPosition.at(2)))
                .isFalse();
    }

    /** The process ends after so many of the transactions that 200 new entries in the place of 200 others take. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void what_a_crash_left_of_a_large_write_is_completed_by_the_next(int transactions) {
        var before = done(table.write(Row.none("k"), new Row<>("k", 1, 0, "a", List.of(KEY), entries(0, 200))));
        var next = new Row<>("k", 2, before.revision(), "b", List.<IndexKey>of(), entries(200, 400));
        crashed(transactions, () -> table.write(before, next));

        var left = table.read("k").orElseThrow();
        assertThat(left.revision()).isEqualTo(before.revision() + transactions);
        assertThat(sorts("w")).isEqualTo(sortsOf(left.entries()));
        // The 200th new entry goes with the third transaction; what is shown is always found.
        assertThat(left.value()).isEqualTo(transactions < 3 ? "a" : "b");
        assertThat(left.entries()).containsAll(transactions < 3 ? entries(0, 200) : entries(200, 400));

        // The release that goes on derives other entries.
        var again = new Row<>("k", 3, left.revision(), "c", List.of(KEY), entries(100, 300));
        assertThat(done(table.write(left, again)).entries()).isEqualTo(entries(100, 300));
        assertThat(sorts("w")).isEqualTo(sortsOf(entries(100, 300)));
    }

    private void crashed(int after, Runnable work) {
        var left = new ArrayDeque<>(Collections.nCopies(after, Fault.NONE));
        faulty.network().follow(operation -> left.isEmpty() ? Fault.DENIED : left.removeFirst());
        assertThatThrownBy(work::run).isInstanceOf(StoreUnavailableException.class);
        faulty.network().nextWrites();
    }

    /** The next request is lost, and meanwhile another writer does this. */
    private void interrupted(Runnable other) {
        faulty.network().follow(operation -> {
            faulty.network().follow(next -> Fault.NONE);
            other.run();
            return Fault.LOST_REQUEST;
        });
    }

    private static Row<String> done(Written<String> written) {
        return ((Written.Done<String>) written).row();
    }

    private static Set<IndexKey> entries(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> IndexKey.of("lookup", "w", "%03d".formatted(number)))
                .collect(Collectors.toSet());
    }

    private static List<String> sortsOf(Set<IndexKey> entries) {
        return entries.stream().map(IndexKey::sort).sorted().toList();
    }

    private List<String> sorts(String value) {
        var first = page(value, null);
        var sorts = new ArrayList<>(first.hits().stream().map(Hit::sort).toList());
        for (var next = first.next(); next != null; ) {
            var page = page(value, next);
            page.hits().forEach(hit -> sorts.add(hit.sort()));
            next = page.next();
        }
        return sorts;
    }

    private RowReader.Found page(String value, @Nullable String after) {
        return table.find(new IndexQuery("lookup", value, false, null, null, false, after, RowReader.PAGE_MAX));
    }

    private static Row<String> tallied(String key, long revision) {
        return new Row<>(key, 0, revision, "1", List.of(KEY), Set.of());
    }

    private Move move(long from, long to) {
        return new Move(stream, Cursor.at(from), Cursor.at(to));
    }

    private StreamName other(int number) {
        return new StreamName(stream.category(), stream.id() + "-" + number);
    }

    private ParkedStream marker(long version, int attempts) {
        return new ParkedStream(projection, stream, version, "no", AT, attempts, AT.plusSeconds(60));
    }
}
