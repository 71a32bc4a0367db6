package io.daybook.kernel.memory;

import io.daybook.kernel.rows.IndexKey;
import io.daybook.kernel.rows.ReadTable;
import io.daybook.kernel.rows.Row;
import io.daybook.kernel.store.StateCodec;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of one projection in memory. */
final class MemoryReadTable<R> implements ReadTable<R> {
    private final MemoryReadTables.Contents contents;
    private final StateCodec<R> codec;

    MemoryReadTable(MemoryReadTables.Contents contents, StateCodec<R> codec) {
        this.contents = contents;
        this.codec = codec;
    }

    @Override
    public Optional<Row<R>> read(String key) {
        synchronized (contents) {
            return Optional.ofNullable(contents.rows.get(key)).map(this::decoded);
        }
    }

    @Override
    public Map<String, Row<R>> readAll(Collection<String> keys, boolean consistent) {
        var found = new HashMap<String, Row<R>>();
        for (var key : keys) {
            read(key).ifPresent(row -> found.put(key, row));
        }
        return found;
    }

    @Override
    public Written<R> write(Row<R> before, Row<R> next) {
        if (!before.key().equals(next.key()) || before.revision() != next.revision()) {
            throw new IllegalArgumentException("the next row has the key and the revision of the one before");
        }
        synchronized (contents) {
            var stored = contents.row(before.key());
            return stored.revision() == before.revision()
                    ? done(contents.put(next, codec))
                    : new Written.Overtaken<>(decoded(stored), valueLength(stored));
        }
    }

    private Written<R> done(Row<String> stored) {
        return new Written.Done<>(decoded(stored), valueLength(stored));
    }

    private static int valueLength(Row<String> stored) {
        return stored.value() == null ? 0 : stored.value().length();
    }

    @Override
    public Found find(IndexQuery query) {
        if (query.limit() < 1 || query.limit() > PAGE_MAX) {
            throw new IllegalArgumentException("a page holds 1.." + PAGE_MAX + " rows");
        }
        var order = Comparator.comparing(Hit::at, IndexKey.ORDER);
        var directed = query.descending() ? order.reversed() : order;
        var after = query.after();
        synchronized (contents) {
            var hits = contents.rows.values().stream()
                    .flatMap(row -> hits(row, query))
                    .distinct()
                    .filter(hit -> after == null || directed.compare(hit, new Hit("", "", after)) > 0)
                    .sorted(directed)
                    .limit(query.limit() + 1L)
                    .toList();
            return hits.size() > query.limit()
                    ? new Found(
                            hits.subList(0, query.limit()),
                            hits.get(query.limit() - 1).at())
                    : new Found(hits, null);
        }
    }

    private static Stream<Hit> hits(Row<String> row, IndexQuery query) {
        return Stream.concat(row.keys().stream(), row.entries().stream())
                .filter(key -> key.index().equals(query.index())
                        && key.value().equals(query.value())
                        && key.spread() == query.spread()
                        && isWithin(key, query.from(), query.to()))
                .map(key -> new Hit(row.key(), key.sort(), key.sort() + "\0" + row.key()));
    }

    private static boolean isWithin(IndexKey key, @Nullable String from, @Nullable String to) {
        return (from == null || IndexKey.ORDER.compare(key.sort(), from) >= 0)
                && (to == null
                        || IndexKey.ORDER.compare(key.sort(), to) <= 0
                        || key.sort().startsWith(to));
    }

    private Row<R> decoded(Row<String> row) {
        var text = row.value();
        return row.withValue(text == null ? null : codec.decode(text));
    }
}
