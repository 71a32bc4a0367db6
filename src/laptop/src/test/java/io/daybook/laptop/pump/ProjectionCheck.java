package io.daybook.laptop.pump;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.project.IndexKey;
import io.daybook.kernel.project.ReadTable;
import io.daybook.kernel.project.ReadTable.Hit;
import io.daybook.kernel.project.ReadTables;
import io.daybook.kernel.project.Row;
import io.daybook.kernel.project.TallyTable.Cursor;
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
        checkIndex(table, "text", expected);
        checkIndex(table, "tag", expected);
    }

    void sums(Notes.Sums sums) {
        var table = tables.openTally(ReadTables.SHARED, sums.name(), Notes.TALLIES);
        var values = new TreeMap<String, Notes.Tally>();
        var cursors = new HashMap<StreamName, Cursor>();
        commits.forEach((stream, history) -> {
            cursors.put(
                    stream, Cursor.at(history.isEmpty() ? 0 : history.getLast().lastVersion()));
            Notes.recorded(history)
                    .forEach(recorded -> sums.shares(recorded).forEach((key, share) -> {
                        var stored = sums.parts() == 1 ? key : key + "#" + IndexKey.part(stream.toString());
                        values.merge(stored, share, sums::merge);
                    }));
        });
        var expected = new TreeMap<String, Row<Notes.Tally>>();
        values.forEach((key, value) -> expected.put(key, new Row<>(key, 0, 0, value, sums.keys(value), Set.of())));
        assertThat(table.cursors(commits.keySet())).isEqualTo(cursors);
        assertThat(withoutRevisions(table.rows().readAll(expected.keySet(), true)))
                .isEqualTo(expected);
        assertThat(hits(table.rows(), "times")).hasSize(expected.size());
        checkIndex(table.rows(), "times", expected);
    }

    private static Row<Notes.Note> folded(Notes.View view, StreamName stream, List<Commit> history) {
        Notes.@Nullable Note note = null;
        for (var recorded : Notes.recorded(history).toList()) {
            note = view.evolve(note, recorded);
        }
        long version = history.getLast().lastVersion();
        return note == null
                ? new Row<>(stream.id(), version, 0, null, List.of(), Set.of())
                : new Row<>(stream.id(), version, 0, note, view.keys(note), view.entries(note));
    }

    private static <R> void checkIndex(ReadTable<R> table, String value, Map<String, Row<R>> expected) {
        var places = expected.values().stream()
                .flatMap(row -> Stream.concat(row.keys().stream(), row.entries().stream())
                        .filter(key -> key.value().equals(value))
                        .map(key -> row.key() + " " + key.sort()))
                .toList();
        assertThat(hits(table, value).stream().map(hit -> hit.key() + " " + hit.sort()))
                .containsExactlyInAnyOrderElementsOf(places);
    }

    private static List<Hit> hits(ReadTable<?> table, String value) {
        var hits = new ArrayList<Hit>();
        @Nullable String after = null;
        do {
            var page = table.find(
                    new ReadTable.IndexQuery(Notes.INDEX, value, false, null, null, false, after, ReadTable.PAGE_MAX));
            hits.addAll(page.hits());
            after = page.next();
        } while (after != null);
        return hits;
    }

    private static <R> Map<String, Row<R>> withoutRevisions(Map<String, Row<R>> rows) {
        var without = new TreeMap<String, Row<R>>();
        rows.forEach((key, row) ->
                without.put(key, new Row<>(key, row.version(), 0, row.value(), row.keys(), row.entries())));
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
