package io.daybook.kernel.memory;

import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.rows.ReadTable;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.rows.Row;
import io.daybook.kernel.rows.TallyTable;
import io.daybook.kernel.store.StateCodec;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Read tables in memory. They behave as those on DynamoDB, and pass the same contract suites. */
public final class MemoryReadTables implements ReadTables {
    private final Map<String, Contents> contents = new ConcurrentHashMap<>();

    @Override
    public <R> ReadTable<R> open(String table, String projection, StateCodec<R> codec) {
        return new MemoryReadTable<>(contents(table, projection), codec);
    }

    @Override
    public <R> TallyTable<R> openTally(String table, String projection, StateCodec<R> codec) {
        return new MemoryTallyTable<>(contents(table, projection), codec);
    }

    private Contents contents(String table, String projection) {
        return contents.computeIfAbsent(table + "#" + projection, name -> new Contents());
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
