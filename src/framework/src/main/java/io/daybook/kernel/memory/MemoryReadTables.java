package io.daybook.kernel.memory;

import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.rows.ReadTable;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.rows.Row;
import io.daybook.kernel.rows.TallyTable;
import io.daybook.kernel.store.StateCodec;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Read tables in memory. They behave as those on DynamoDB, and pass the same contract suites. */
public final class MemoryReadTables implements ReadTables {
    private final Map<Place, Contents> contents = new ConcurrentHashMap<>();

    @Override
    public <R> ReadTable<R> open(Place place, StateCodec<R> codec) {
        return new MemoryReadTable<>(contents(place), codec);
    }

    @Override
    public <R> TallyTable<R> openTally(Place place, StateCodec<R> codec) {
        return new MemoryTallyTable<>(contents(place), codec);
    }

    /** All at once, in the first part. */
    @Override
    public Removed remove(Place place, int part, int of, @Nullable String after) {
        var removed = part == 0 ? contents.get(place) : null;
        if (removed == null) {
            return new Removed(0, null);
        }
        synchronized (removed) {
            int items = removed.rows.size() + removed.cursors.size();
            items += removed.rows.values().stream()
                    .mapToInt(row -> row.entries().size())
                    .sum();
            removed.rows.clear();
            removed.cursors.clear();
            return new Removed(items, null);
        }
    }

    /** Where there are rows or cursors. */
    public Set<Place> places() {
        return contents.entrySet().stream()
                .filter(entry -> !entry.getValue().rows.isEmpty()
                        || !entry.getValue().cursors.isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Contents contents(Place place) {
        return contents.computeIfAbsent(place, name -> new Contents());
    }

    /** The rows of one projection; guarded by itself. Values are kept as text, as on DynamoDB. */
    static final class Contents {
        final Map<String, Row<String>> rows = new TreeMap<>();
        final Map<StreamName, TallyTable.Cursor> cursors = new HashMap<>();

        Row<String> row(String key) {
            return rows.getOrDefault(key, Row.none(key));
        }

        <R> Row<String> put(Row<R> row, StateCodec<R> codec) {
            var value = row.value();
            var stored = row.withRevision(row.revision() + 1).withValue(value == null ? null : codec.encode(value));
            rows.put(row.key(), stored);
            return stored;
        }
    }
}
