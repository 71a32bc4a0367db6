package io.daybook.testing;

import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.project.ReadTable;
import io.daybook.kernel.project.ReadTables;
import io.daybook.kernel.project.Row;
import io.daybook.kernel.project.TallyTable;
import io.daybook.kernel.store.StateCodec;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Hands every call on to other tables; tests override what they want to see or disturb. */
public class ForwardingReadTables implements ReadTables {
    private final ReadTables tables;

    public ForwardingReadTables(ReadTables tables) {
        this.tables = tables;
    }

    /** Called around every call, which it makes, or not. */
    protected <T> T around(String call, Supplier<T> made) {
        return made.get();
    }

    @Override
    public <R> ReadTable<R> open(String table, String projection, StateCodec<R> codec) {
        return rows(tables.open(table, projection, codec));
    }

    @Override
    public <R> TallyTable<R> openTally(String table, String projection, StateCodec<R> codec) {
        var tally = tables.openTally(table, projection, codec);
        return new TallyTable<>() {
            @Override
            public ReadTable<R> rows() {
                return ForwardingReadTables.this.rows(tally.rows());
            }

            @Override
            public Map<StreamName, Cursor> cursors(Collection<StreamName> streams) {
                return around("cursors", () -> tally.cursors(streams));
            }

            @Override
            public Saved save(List<Row<R>> rows, List<Move> moves) {
                return around("save", () -> tally.save(rows, moves));
            }
        };
    }

    private <R> ReadTable<R> rows(ReadTable<R> rows) {
        return new ReadTable<>() {
            @Override
            public Optional<Row<R>> read(String key) {
                return around("read", () -> rows.read(key));
            }

            @Override
            public Map<String, Row<R>> readAll(Collection<String> keys, boolean consistent) {
                return around("read all", () -> rows.readAll(keys, consistent));
            }

            @Override
            public Written<R> write(Row<R> before, Row<R> next) {
                return around("write", () -> rows.write(before, next));
            }

            @Override
            public Found find(IndexQuery query) {
                return around("find", () -> rows.find(query));
            }
        };
    }
}
