package io.daybook.kernel.replay;

import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.rows.ReadTable;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.rows.Row;
import io.daybook.kernel.rows.RowReader;
import io.daybook.kernel.rows.TallyTable;
import io.daybook.kernel.store.StateCodec;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Tables that keep nothing, and count what they would have written. */
public final class MeasuringTables implements ReadTables {
    /** The keys and numbers of a row, about. */
    private static final int ROW_BYTES = 200;

    private static final int UNIT_BYTES = 1_024;
    private static final int TRANSACTION_FACTOR = 2;

    private final AtomicLong writeUnits = new AtomicLong();

    /** About what DynamoDB would have taken. */
    public long writeUnits() {
        return writeUnits.get();
    }

    private int count(Row<String> row, int factor) {
        int length = row.value() == null ? 0 : row.value().length();
        int units = Math.ceilDiv(length + ROW_BYTES, UNIT_BYTES) + row.entries().size();
        // Each key that is stored with the row is a place in an index.
        writeUnits.addAndGet((long) (units + row.keys().size()) * factor);
        return length;
    }

    @Override
    public <R> ReadTable<R> open(Place place, StateCodec<R> codec) {
        return new ReadTable<>() {
            @Override
            public Written<R> write(Row<R> before, Row<R> next) {
                int length = count(text(next, codec), next.entries().isEmpty() ? 1 : TRANSACTION_FACTOR);
                return new Written.Done<>(next.withRevision(before.revision() + 1), length);
            }

            @Override
            public Optional<Row<R>> read(String key) {
                return Optional.empty();
            }

            @Override
            public Map<String, Row<R>> readAll(Collection<String> keys, boolean consistent) {
                return Map.of();
            }

            @Override
            public Found find(IndexQuery query) {
                return new Found(List.of(), null);
            }
        };
    }

    private static <R> Row<String> text(Row<R> row, StateCodec<R> codec) {
        var value = row.value();
        return row.withValue(value == null ? null : codec.encode(value));
    }

    @Override
    public <R> TallyTable<R> openTally(Place place, StateCodec<R> codec) {
        var rows = open(place, codec);
        return new TallyTable<>() {
            @Override
            public RowReader<R> rows() {
                return rows;
            }

            @Override
            public Map<StreamName, Cursor> cursors(Collection<StreamName> streams) {
                var cursors = new HashMap<StreamName, Cursor>();
                streams.forEach(stream -> cursors.put(stream, Cursor.START));
                return cursors;
            }

            @Override
            public Saved save(List<Row<R>> changed, List<Move> moves) {
                changed.forEach(row -> count(text(row, codec), TRANSACTION_FACTOR));
                writeUnits.addAndGet((long) moves.size() * (changed.isEmpty() ? 1 : TRANSACTION_FACTOR));
                return new Saved.Done();
            }
        };
    }

    @Override
    public Removed remove(Place place, int part, int of, @Nullable String after) {
        return new Removed(0, null);
    }
}
