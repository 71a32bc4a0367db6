package io.daybook.kernel.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.Commits;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.rows.ReadTables.Place;
import io.daybook.kernel.rows.RowReader.IndexQuery;
import io.daybook.kernel.rows.TallyTable.Cursor;
import io.daybook.kernel.rows.TallyTable.Move;
import io.daybook.kernel.store.StateCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the removal of a generation takes away, and what it leaves, wherever rows are kept. */
public abstract class RemovalContract {
    private static final String INDEX = "lookup";
    private static final int PARTS = 3;

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

    private final String projection = "p-" + UUID.randomUUID();
    private final Place place = place(projection, "2");

    protected abstract ReadTables tables();

    @Test
    void rows_tombstones_and_entries_are_removed_and_counted() {
        var row = write(place, row("k", "a", 3));
        write(place, new Row<>("gone", 1, 0, null, List.of(), Set.of()));
        assertThat(removed(place)).isEqualTo(1 + 3 + 1);
        assertThat(rows(place).readAll(List.of("k", "gone"), true)).isEmpty();
        assertThat(found(place)).isEmpty();
        // The place is as if nothing had ever been there.
        assertThat(write(place, row("k", "b", 1)).revision()).isEqualTo(row.revision());
    }

    @Test
    void rows_and_cursors_of_a_tally_are_removed_and_counted() {
        var streams = List.of(Commits.newStream(), Commits.newStream());
        tally(place, streams);
        assertThat(removed(place)).isEqualTo(1 + 2);
        var tally = tables().openTally(place, TEXT);
        assertThat(tally.rows().readAll(List.of("sum"), true)).isEmpty();
        assertThat(tally.cursors(streams))
                .isEqualTo(Map.of(streams.getFirst(), Cursor.START, streams.getLast(), Cursor.START));
        assertThat(found(place)).isEmpty();
    }

    @Test
    void other_generations_and_other_projections_stay_whatever_they_are_called() {
        var streams = List.of(Commits.newStream());
        var others = List.of(
                place(projection, "1"),
                place(projection, "22"),
                place(projection, "asof-2"),
                place(projection + "2", "2"),
                place(projection.substring(1), "2"));
        var before = new ArrayList<Row<String>>();
        others.forEach(other -> {
            before.add(write(other, row("k", "a", 2)));
            tally(other, streams);
        });
        write(place, row("k", "a", 2));
        tally(place, streams);
        removed(place);
        for (int i = 0; i < others.size(); i++) {
            assertThat(rows(others.get(i)).read("k")).contains(before.get(i));
            assertThat(found(others.get(i))).hasSize(2 + 1);
            assertThat(tables().openTally(others.get(i), TEXT).cursors(streams))
                    .isEqualTo(Map.of(streams.getFirst(), Cursor.at(4)));
        }
        others.forEach(this::removed);
    }

    @Test
    void each_part_can_be_removed_on_its_own_and_a_removal_repeated() {
        var keys = IntStream.range(0, 40).mapToObj(number -> "k" + number).toList();
        keys.forEach(key -> write(place, row(key, "a", 1)));
        int first = removed(place, 1);
        assertThat(removed(place, 1)).isZero();
        assertThat(first + removed(place, 2) + removed(place, 0)).isEqualTo(2 * keys.size());
        assertThat(rows(place).readAll(keys, true)).isEmpty();
        assertThat(found(place)).isEmpty();
        assertThat(removed(place)).isZero();
    }

    /** Source: DynamoDB, a page of a scan ends at 1 MB. */
    @Test
    void a_removal_that_stopped_goes_on_where_it_was_or_at_its_beginning() {
        var random = new Random(1);
        var keys = IntStream.range(0, 25).mapToObj(number -> "k" + number).toList();
        for (var key : keys) {
            var bytes = new StringBuilder();
            random.ints(100_000, ' ' + 1, '~').forEach(character -> bytes.append((char) character));
            write(place, row(key, bytes.toString(), 0));
        }
        var begun = tables().remove(place, 0, 1, null);
        int items = begun.items();
        for (@Nullable String after = begun.next(); after != null; ) {
            var again = tables().remove(place, 0, 1, after);
            assertThat(tables().remove(place, 0, 1, after).items()).isZero();
            items += again.items();
            after = again.next();
        }
        assertThat(items).isEqualTo(keys.size());
        assertThat(removed(place)).isZero();
        assertThat(rows(place).readAll(keys, true)).isEmpty();
    }

    private static Place place(String projection, String generation) {
        return new Place(ReadTables.SHARED, projection, generation);
    }

    private int removed(Place from) {
        return IntStream.range(0, PARTS).map(part -> removed(from, part)).sum();
    }

    private int removed(Place from, int part) {
        int items = 0;
        @Nullable String after = null;
        do {
            var page = tables().remove(from, part, PARTS, after);
            items += page.items();
            after = page.next();
        } while (after != null);
        return items;
    }

    private ReadTable<String> rows(Place in) {
        return tables().open(in, TEXT);
    }

    private Row<String> write(Place in, Row<String> row) {
        return rows(in).write(Row.none(row.key()), row).row();
    }

    private void tally(Place in, List<StreamName> streams) {
        var row = new Row<>("sum", 0, 0, "7", List.of(IndexKey.of(INDEX, "v", "sum")), Set.of());
        var moves = streams.stream()
                .map(stream -> new Move(stream, Cursor.START, Cursor.at(4)))
                .toList();
        tables().openTally(in, TEXT).save(List.of(row), moves);
    }

    private static Row<String> row(String key, String text, int entries) {
        var all = IntStream.range(0, entries)
                .mapToObj(number -> IndexKey.of(INDEX, "v", "s" + number))
                .toList();
        return new Row<>(key, 1, 0, text, List.of(), Set.copyOf(all));
    }

    private List<RowReader.Hit> found(Place in) {
        return rows(in).find(new IndexQuery(INDEX, "v", false, null, null, false, null, 100))
                .hits();
    }
}
