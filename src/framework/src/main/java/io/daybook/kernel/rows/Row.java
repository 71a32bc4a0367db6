package io.daybook.kernel.rows;

import io.daybook.kernel.event.StreamPosition;
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
 * @param hash the first eight bytes of the hash of the stream's commit that ends with its version; 0 on a row of a tally
 */
public record Row<R>(
        String key,
        long version,
        long revision,
        @Nullable R value,
        List<IndexKey> keys,
        Set<IndexKey> entries,
        long hash) {
    public Row {
        keys = List.copyOf(keys);
        entries = Set.copyOf(entries);
    }

    /** A row of a tally, or one of which no hash is known. */
    public Row(String key, long version, long revision, @Nullable R value, List<IndexKey> keys, Set<IndexKey> entries) {
        this(key, version, revision, value, keys, entries, 0);
    }

    /** Returns how far it is in its stream. */
    public StreamPosition position() {
        return new StreamPosition(version, hash);
    }

    public <T> Row<T> withValue(@Nullable T other) {
        return new Row<>(key, version, revision, other, keys, entries, hash);
    }

    public Row<R> withRevision(long other) {
        return new Row<>(key, version, other, value, keys, entries, hash);
    }

    /** The row before the first event. */
    public static <R> Row<R> none(String key) {
        return new Row<>(key, 0, 0, null, List.of(), Set.of());
    }
}
