package io.daybook.kernel.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.daybook.adapter.json.JacksonStateCodec;
import io.daybook.adapter.json.Json;
import io.daybook.fixture.Commits;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.rows.TallyTable.Cursor;
import io.daybook.kernel.rows.TallyTable.Move;
import io.daybook.kernel.rows.TallyTable.Saved;
import io.daybook.kernel.store.StateCodec;
import io.daybook.testtools.Race;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a table of tallies does, wherever it is kept. Each test has a projection, and so a table, of its own. */
public abstract class TallyTableContract {
    private static final String INDEX = "lookup";
    private static final StateCodec<Count> CODEC = new JacksonStateCodec<>(Count.class, Json.mapper(List.of()));

    private final String projection = "p-" + UUID.randomUUID();
    private final StreamName stream = Commits.newStream();

    protected abstract ReadTables tables();

    private record Count(int count) {}

    @Test
    void a_stream_that_was_never_seen_is_at_its_start() {
        var other = Commits.newStream();
        assertThat(table().cursors(List.of(stream, other)))
                .isEqualTo(Map.of(stream, Cursor.START, other, Cursor.START));
        assertThat(table().cursors(List.of())).isEmpty();
    }

    @Test
    void rows_and_cursors_of_several_streams_are_saved_together() {
        var streams = streams(3);
        assertThat(save(List.of(row("a", 0, 1), row("b", 0, 2)), moves(streams, Cursor.START, Cursor.at(4))))
                .isEqualTo(new Saved.Done());
        assertThat(table().rows().readAll(List.of("a", "b"), true))
                .isEqualTo(Map.of("a", row("a", 1, 1), "b", row("b", 1, 2)));
        assertThat(table().cursors(streams)).isEqualTo(all(streams, Cursor.at(4)));
    }

    @Test
    void a_cursor_in_the_middle_of_its_rows_is_read_back_equal() {
        var cursor = new Cursor(3, 9, "2026-03-01#é", -5);
        save(List.of(row("a", 0, 1)), List.of(new Move(stream, Cursor.START, cursor)));
        assertThat(table().cursors(List.of(stream))).isEqualTo(Map.of(stream, cursor));
        assertThat(save(List.of(row("a", 1, 2)), List.of(new Move(stream, cursor, Cursor.at(9)))))
                .isEqualTo(new Saved.Done());
        assertThat(table().cursors(List.of(stream))).isEqualTo(Map.of(stream, Cursor.at(9)));
    }

    @Test
    void a_row_is_found_by_its_keys() {
        save(List.of(row("a", 0, 1), row("b", 0, 1)), List.of());
        save(List.of(row("a", 1, 7)), List.of());
        var query = new RowReader.IndexQuery(INDEX, "count", false, null, null, false, null, 10);
        assertThat(table().rows().find(query).hits().stream().map(RowReader.Hit::key))
                .containsExactly("b", "a");
    }

    @Test
    void nothing_is_saved_where_a_row_was_overtaken() {
        save(List.of(row("a", 0, 1)), List.of());
        assertThat(save(List.of(row("a", 0, 9), row("b", 0, 9)), moves(List.of(stream), Cursor.START, Cursor.at(2))))
                .isEqualTo(new Saved.Overtaken(Set.of("a"), Set.of()));
        assertThat(table().rows().readAll(List.of("a", "b"), true)).isEqualTo(Map.of("a", row("a", 1, 1)));
        assertThat(table().cursors(List.of(stream))).isEqualTo(Map.of(stream, Cursor.START));
    }

    @Test
    void nothing_is_saved_where_a_row_is_at_an_earlier_revision() {
        assertThat(save(List.of(row("a", 4, 9)), moves(List.of(stream), Cursor.START, Cursor.at(2))))
                .isEqualTo(new Saved.Overtaken(Set.of("a"), Set.of()));
        assertThat(table().rows().read("a")).isEmpty();
    }

    @Test
    void nothing_is_saved_where_a_cursor_was_overtaken() {
        var streams = streams(3);
        save(List.of(), moves(streams.subList(0, 2), Cursor.START, Cursor.at(1)));
        assertThat(save(List.of(row("a", 0, 9)), moves(streams, Cursor.START, Cursor.at(2))))
                .isEqualTo(new Saved.Overtaken(Set.of(), Set.copyOf(streams.subList(0, 2))));
        assertThat(table().rows().read("a")).isEmpty();
        assertThat(table().cursors(List.of(streams.get(2)))).isEqualTo(Map.of(streams.get(2), Cursor.START));
    }

    @Test
    void all_that_was_overtaken_is_named() {
        save(List.of(row("a", 0, 1), row("b", 0, 1)), moves(List.of(stream), Cursor.START, Cursor.at(1)));
        assertThat(save(
                        List.of(row("a", 0, 9), row("b", 0, 9), row("c", 0, 9)),
                        moves(List.of(stream), Cursor.START, Cursor.at(2))))
                .isEqualTo(new Saved.Overtaken(Set.of("a", "b"), Set.of(stream)));
    }

    @Test
    void a_cursor_with_the_same_version_but_other_rows_done_is_elsewhere() {
        var half = new Cursor(0, 5, "m", 0);
        save(List.of(row("a", 0, 1)), List.of(new Move(stream, Cursor.START, half)));
        for (var elsewhere :
                List.of(Cursor.START, new Cursor(0, 5, "l", 0), new Cursor(0, 6, "m", 0), new Cursor(1, 5, "m", 0))) {
            assertThat(save(List.of(row("b", 0, 1)), List.of(new Move(stream, elsewhere, Cursor.at(5)))))
                    .isEqualTo(new Saved.Overtaken(Set.of(), Set.of(stream)));
            assertThat(save(List.of(), List.of(new Move(stream, elsewhere, Cursor.at(5)))))
                    .isEqualTo(new Saved.Overtaken(Set.of(), Set.of(stream)));
        }
        assertThat(table().cursors(List.of(stream))).isEqualTo(Map.of(stream, half));
    }

    @Test
    void without_rows_each_cursor_moves_by_itself() {
        var streams = streams(150);
        var overtaken = streams.subList(10, 13);
        save(List.of(), moves(overtaken, Cursor.START, Cursor.at(1)));
        assertThat(save(List.of(), moves(streams, Cursor.START, Cursor.at(2))))
                .isEqualTo(new Saved.Overtaken(Set.of(), Set.copyOf(overtaken)));
        var cursors = table().cursors(streams);
        assertThat(cursors).hasSize(150);
        streams.forEach(each ->
                assertThat(cursors).containsEntry(each, overtaken.contains(each) ? Cursor.at(1) : Cursor.at(2)));
        assertThat(save(List.of(), moves(overtaken, Cursor.at(1), Cursor.at(2))))
                .isEqualTo(new Saved.Done());
        assertThat(save(List.of(), List.of())).isEqualTo(new Saved.Done());
    }

    @Test
    void a_transaction_is_full_at_its_limit_and_not_before() {
        var streams = streams(TallyTable.ITEMS_MAX - 1);
        assertThat(save(List.of(row("a", 0, 1)), moves(streams, Cursor.START, Cursor.at(1))))
                .isEqualTo(new Saved.Done());
        var rows = IntStream.range(0, TallyTable.ITEMS_MAX - 1)
                .mapToObj(number -> row("r" + number, 0, number))
                .toList();
        assertThat(save(rows, moves(List.of(stream), Cursor.START, Cursor.at(1))))
                .isEqualTo(new Saved.Done());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        save(List.of(row("a", 1, 2), row("b", 0, 1)), moves(streams, Cursor.at(1), Cursor.at(2))));
    }

    @Test
    void projections_do_not_see_each_other() {
        var other = tables().openTally(ReadTables.SHARED, "p-" + UUID.randomUUID(), CODEC);
        save(List.of(row("a", 0, 1)), moves(List.of(stream), Cursor.START, Cursor.at(3)));
        assertThat(other.rows().read("a")).isEmpty();
        assertThat(other.cursors(List.of(stream))).isEqualTo(Map.of(stream, Cursor.START));
        assertThat(other.save(List.of(row("a", 0, 5)), moves(List.of(stream), Cursor.START, Cursor.at(1))))
                .isEqualTo(new Saved.Done());
        assertThat(table().rows().read("a")).contains(row("a", 1, 1));
    }

    @Test
    void sixteen_who_count_in_one_row_lose_no_count() {
        Race.of(16, runner -> {
            var mine = Commits.newStream();
            for (int version = 0; version < 3; ) {
                var row = table().rows().read("a").orElse(Row.none("a"));
                var value = row.value();
                var next = row("a", row.revision(), value == null ? 1 : value.count() + 1);
                if (save(List.of(next), moves(List.of(mine), Cursor.at(version), Cursor.at(version + 1L)))
                        instanceof Saved.Done) {
                    version++;
                }
            }
            return mine;
        });
        assertThat(table().rows().read("a")).contains(row("a", 48, 48));
    }

    @Test
    void of_sixteen_who_move_one_cursor_exactly_one_does() {
        var results = Race.of(
                16,
                runner -> save(List.of(row("r" + runner, 0, 1)), moves(List.of(stream), Cursor.START, Cursor.at(1))));
        assertThat(results).containsOnlyOnce(new Saved.Done());
        var keys = IntStream.range(0, 16).mapToObj(number -> "r" + number).toList();
        assertThat(table().rows().readAll(keys, true)).hasSize(1);
    }

    private TallyTable<Count> table() {
        return tables().openTally(ReadTables.SHARED, projection, CODEC);
    }

    private Saved save(List<Row<Count>> rows, List<Move> moves) {
        return table().save(rows, moves);
    }

    private static Row<Count> row(String key, long revision, int count) {
        var keys = List.of(IndexKey.of(INDEX, "count", "%04d".formatted(count)));
        return new Row<>(key, 0, revision, new Count(count), keys, Set.of());
    }

    private static List<Move> moves(List<StreamName> streams, Cursor from, Cursor to) {
        return streams.stream().map(each -> new Move(each, from, to)).toList();
    }

    private static Map<StreamName, Cursor> all(List<StreamName> streams, Cursor cursor) {
        return streams.stream().collect(Collectors.toMap(Function.identity(), each -> cursor));
    }

    private static List<StreamName> streams(int count) {
        return Stream.generate(Commits::newStream).limit(count).toList();
    }
}
