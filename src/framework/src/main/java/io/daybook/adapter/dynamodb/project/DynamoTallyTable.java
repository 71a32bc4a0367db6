package io.daybook.adapter.dynamodb.project;

import io.daybook.adapter.dynamodb.AtOnce;
import io.daybook.adapter.dynamodb.Writes;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.rows.Row;
import io.daybook.kernel.rows.RowReader;
import io.daybook.kernel.rows.TallyTable;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The rows of a tally are in its read table, its cursors in the table of projections. */
final class DynamoTallyTable<R> implements TallyTable<R> {
    private final DynamoDbClient client;
    private final DynamoReadTable<R> rows;
    private final TallyCursors cursors;
    private final Writes writes;

    DynamoTallyTable(DynamoDbClient client, DynamoReadTable<R> rows, TallyCursors cursors, Writes writes) {
        this.client = client;
        this.rows = rows;
        this.cursors = cursors;
        this.writes = writes;
    }

    @Override
    public RowReader<R> rows() {
        return rows;
    }

    @Override
    public Map<StreamName, Cursor> cursors(Collection<StreamName> streams) {
        return cursors.read(streams);
    }

    /** If an answer was lost, this call's own write may be reported as overtaken. Planning again corrects that. */
    @Override
    public Saved save(List<Row<R>> changed, List<Move> moves) {
        check(changed, moves);
        if (changed.isEmpty()) {
            return moveEach(moves);
        }
        var texts = changed.stream().map(rows.codec()::encode).toList();
        return writes.settle(new TallySave(client, rows.writes(), cursors, texts, moves))
                .<Saved>map(there -> new Saved.Overtaken(
                        there.rows().keySet(), there.cursors().keySet()))
                .orElseGet(Saved.Done::new);
    }

    private static void check(List<? extends Row<?>> changed, List<Move> moves) {
        var keys = new HashSet<String>();
        var streams = new HashSet<StreamName>();
        if ((!changed.isEmpty() && changed.size() + moves.size() > ITEMS_MAX)
                || !changed.stream().map(Row::key).allMatch(keys::add)
                || !moves.stream().map(Move::stream).allMatch(streams::add)) {
            throw new IllegalArgumentException("at most " + ITEMS_MAX + " rows and moves, each of another");
        }
        if (changed.stream().anyMatch(row -> !row.entries().isEmpty())) {
            throw new IllegalArgumentException("a row of a tally has no entries");
        }
    }

    private Saved moveEach(List<Move> moves) {
        var moved = AtOnce.all(moves.stream()
                .<Supplier<Boolean>>map(move -> () -> cursors.move(move))
                .toList());
        var elsewhere = new HashSet<StreamName>();
        for (int i = 0; i < moves.size(); i++) {
            if (!moved.get(i)) {
                elsewhere.add(moves.get(i).stream());
            }
        }
        return elsewhere.isEmpty() ? new Saved.Done() : new Saved.Overtaken(Set.of(), elsewhere);
    }
}
