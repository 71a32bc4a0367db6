package io.daybook.laptop.pump;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.project.RowIndexes;
import io.daybook.kernel.rows.IndexKey;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.rows.Row;
import io.daybook.kernel.rows.RowReader;
import io.daybook.kernel.rows.RowReader.Hit;
import io.daybook.kernel.rows.TallyTable.Cursor;
import io.daybook.kernel.store.EventStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares rows, keys, entries and cursors of {@link Notes} with a fold of the event store, done the simplest way. */
final class ProjectionCheck {
    private static final RowIndexes<Notes.Note> INDEXES =
            RowIndexes.of(ReadTables.SHARED, new Notes.View("any").lookups());

    private final ReadTables tables;
    private final Map<StreamName, List<Commit>> commits = new HashMap<>();

    ProjectionCheck(EventStore store, ReadTables tables, Collection<StreamName> streams) {
        this.tables = tables;
        for (var stream : streams) {
            commits.put(stream, all(store, stream));
        }
    }

    void view(Notes.View view) {
        var table = tables.open(ReadTables.SHARED, view.name(), Notes.ROWS);
        var expected = new TreeMap<String, Row<Notes.Note>>();
        commits.forEach((stream, history) -> {
            if (!history.isEmpty()) {
                expected.put(stream.id(), folded(view, stream, history));
            }
        });
        var keys = commits.keySet().stream().map(StreamName::id).toList();
        assertThat(withoutRevisions(table.readAll(keys, true))).isEqualTo(expected);
        checkIndex(table, "text", false, expected);
        // Where a tag begins as all tags of a schedule do.
        checkIndex(table, "tag=ta", false, expected);
    }

    void sums(Notes.Sums sums) {
        var table = tables.openTally(ReadTables.SHARED, sums.name(), Notes.TALLIES);
        var values = new TreeMap<String, Notes.Sum>();
        var places = new HashMap<String, String>();
        var cursors = new HashMap<StreamName, Cursor>();
        commits.forEach((stream, history) -> {
            cursors.put(
                    stream,
                    history.isEmpty()
                            ? Cursor.START
                            : Cursor.at(history.getLast().end()));
            Notes.recorded(history)
                    .forEach(recorded -> sums.shares(recorded).forEach((key, share) -> {
                        var stored = key + (sums.spread() ? "#" + IndexKey.part(stream.toString()) : "");
                        values.merge(stored, share, sums::merge);
                        places.put(stored, key.toString());
                    }));
        });
        var expected = new TreeMap<String, Row<Notes.Sum>>();
        values.forEach((key, value) ->
                expected.put(key, new Row<>(key, 0, 0, value, List.of(day(places.get(key))), Set.of())));
        assertThat(table.cursors(commits.keySet())).isEqualTo(cursors);
        assertThat(withoutRevisions(table.rows().readAll(expected.keySet(), true)))
                .isEqualTo(expected);
        assertThat(hits(table.rows(), "all", true)).hasSize(expected.size());
        checkIndex(table.rows(), "all", true, expected);
    }

    private static IndexKey day(String sort) {
        return IndexKey.spread(Notes.INDEX, "all", sort);
    }

    private static Row<Notes.Note> folded(Notes.View view, StreamName stream, List<Commit> history) {
        Notes.@Nullable Note note = null;
        for (var recorded : Notes.recorded(history).toList()) {
            note = view.evolve(note, recorded);
        }
        var end = history.getLast().end();
        return note == null
                ? new Row<>(stream.id(), end.version(), 0, null, List.of(), Set.of(), end.hash())
                : new Row<>(stream.id(), end.version(), 0, note, INDEXES.keys(note), INDEXES.entries(note), end.hash());
    }

    private static <R> void checkIndex(RowReader<R> table, String value, boolean spread, Map<String, Row<R>> expected) {
        var places = expected.values().stream()
                .flatMap(row -> Stream.concat(row.keys().stream(), row.entries().stream())
                        .filter(key -> key.value().equals(value))
                        .map(key -> row.key() + " " + key.sort()))
                .toList();
        assertThat(hits(table, value, spread).stream().map(hit -> hit.key() + " " + hit.sort()))
                .containsExactlyInAnyOrderElementsOf(places);
    }

    private static List<Hit> hits(RowReader<?> table, String value, boolean spread) {
        var hits = new ArrayList<Hit>();
        @Nullable String after = null;
        do {
            var page = table.find(
                    new RowReader.IndexQuery(Notes.INDEX, value, spread, null, null, false, after, RowReader.PAGE_MAX));
            hits.addAll(page.hits());
            after = page.next();
        } while (after != null);
        return hits;
    }

    private static <R> Map<String, Row<R>> withoutRevisions(Map<String, Row<R>> rows) {
        var without = new TreeMap<String, Row<R>>();
        rows.forEach((key, row) -> without.put(key, row.withRevision(0)));
        return without;
    }

    private static List<Commit> all(EventStore store, StreamName stream) {
        var commits = new ArrayList<Commit>();
        long end = 0;
        while (true) {
            var page = store.readAfter(stream, end, EventStore.PAGE_COMMITS_MAX);
            commits.addAll(page.commits());
            if (!page.hasMore()) {
                return commits;
            }
            end = commits.getLast().lastVersion();
        }
    }
}
