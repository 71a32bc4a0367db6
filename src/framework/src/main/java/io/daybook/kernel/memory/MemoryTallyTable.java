package io.daybook.kernel.memory;

import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.rows.Row;
import io.daybook.kernel.rows.RowReader;
import io.daybook.kernel.rows.TallyTable;
import io.daybook.kernel.store.StateCodec;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows and cursors of one tally in memory. */
final class MemoryTallyTable<R> implements TallyTable<R> {
    private final MemoryReadTables.Contents contents;
    private final StateCodec<R> codec;

    MemoryTallyTable(MemoryReadTables.Contents contents, StateCodec<R> codec) {
        this.contents = contents;
        this.codec = codec;
    }

    @Override
    public RowReader<R> rows() {
        return new MemoryReadTable<>(contents, codec);
    }

    @Override
    public Map<StreamName, Cursor> cursors(Collection<StreamName> streams) {
        synchronized (contents) {
            var found = new HashMap<StreamName, Cursor>();
            for (var stream : streams) {
                found.put(stream, cursor(stream));
            }
            return found;
        }
    }

    @Override
    public Saved save(List<Row<R>> rows, List<Move> moves) {
        var keys = new HashSet<String>();
        var streams = new HashSet<StreamName>();
        if ((!rows.isEmpty() && rows.size() + moves.size() > ITEMS_MAX)
                || !rows.stream().map(Row::key).allMatch(keys::add)
                || !moves.stream().map(Move::stream).allMatch(streams::add)) {
            throw new IllegalArgumentException("at most " + ITEMS_MAX + " rows and moves, each of another");
        }
        synchronized (contents) {
            var overtakenRows = rows.stream()
                    .filter(row -> contents.row(row.key()).revision() != row.revision())
                    .map(Row::key)
                    .collect(Collectors.toSet());
            var overtakenStreams = moves.stream()
                    .filter(move -> !cursor(move.stream()).equals(move.from()))
                    .map(Move::stream)
                    .collect(Collectors.toSet());
            boolean isDone = overtakenRows.isEmpty() && overtakenStreams.isEmpty();
            if (isDone || rows.isEmpty()) {
                rows.forEach(row -> contents.put(row, codec));
                moves.stream()
                        .filter(move -> !overtakenStreams.contains(move.stream()))
                        .forEach(move -> contents.cursors.put(move.stream(), move.to()));
            }
            return isDone ? new Saved.Done() : new Saved.Overtaken(overtakenRows, overtakenStreams);
        }
    }

    private Cursor cursor(StreamName stream) {
        return contents.cursors.getOrDefault(stream, Cursor.START);
    }
}
