package io.daybook.kernel.rows;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row of a read table.
 *
 * @param version of the stream that it reflects; 0 for a row of a tally
 * @param revision 1 after the first write, and one more after each write and each step of a write; 0 if not written yet
 * @param value null for a tombstone: there is no row, but its version is kept
 * @param keys that are stored with the row; none on a tombstone
 * @param entries further keys, each an item of its own
 */
public record Row<R>(
        String key, long version, long revision, @Nullable R value, List<IndexKey> keys, Set<IndexKey> entries) {
    public Row {
        keys = List.copyOf(keys);
        entries = Set.copyOf(entries);
    }

    /** The row before the first event. */
    public static <R> Row<R> none(String key) {
        return new Row<>(key, 0, 0, null, List.of(), Set.of());
    }
}
