package io.daybook.app;

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
import java.util.Set;

/** Stands in until read tables are kept in DynamoDB: nothing is ever found. */
final class NoReadTables implements ReadTables {
    @Override
    public <R> ReadTable<R> open(String table, String projection, StateCodec<R> codec) {
        return new Empty<>();
    }

    @Override
    public <R> TallyTable<R> openTally(String table, String projection, StateCodec<R> codec) {
        return new EmptyTally<>();
    }

    private static final class Empty<R> implements ReadTable<R> {
        @Override
        public Optional<Row<R>> read(String key) {
            return Optional.empty();
        }

        @Override
        public Map<String, Row<R>> readAll(Collection<String> keys, boolean consistent) {
            return Map.of();
        }

        @Override
        public Written<R> write(Row<R> before, Row<R> next) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Found find(IndexQuery query) {
            return new Found(List.of(), null);
        }
    }

    private static final class EmptyTally<R> implements TallyTable<R> {
        @Override
        public ReadTable<R> rows() {
            return new Empty<>();
        }

        @Override
        public Map<StreamName, Cursor> cursors(Collection<StreamName> streams) {
            return Map.of();
        }

        @Override
        public Saved save(List<Row<R>> rows, List<Move> moves) {
            return new Saved.Overtaken(Set.of(), Set.of());
        }
    }
}
