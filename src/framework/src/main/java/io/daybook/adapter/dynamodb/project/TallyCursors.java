package io.daybook.adapter.dynamodb.project;

import io.daybook.adapter.dynamodb.KeyReads;
import io.daybook.adapter.dynamodb.Replacements;
import io.daybook.adapter.dynamodb.Writes;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.rows.TallyTable.Cursor;
import io.daybook.kernel.rows.TallyTable.Move;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** How far the streams are in the rows of one tally. */
final class TallyCursors {
    private final String table;
    private final String cursors;
    private final KeyReads reads;
    private final Replacements replacements;

    /**
     * @param table the full name of the table of projections
     * @param cursors what their keys begin with
     */
    TallyCursors(DynamoDbClient client, String table, String cursors, KeyReads reads, Writes writes) {
        this.table = table;
        this.cursors = cursors;
        this.reads = reads;
        this.replacements = new Replacements(client, table, reads, writes);
    }

    Map<StreamName, Cursor> read(Collection<StreamName> streams) {
        var found = new HashMap<StreamName, Cursor>();
        streams.forEach(stream -> found.put(stream, Cursor.START));
        for (var item : reads.getAll(table, streams.stream().map(this::key).toList(), true)) {
            found.put(TallyItems.stream(item), TallyItems.tally(item));
        }
        return found;
    }

    TransactWriteItem moveAction(Move move) {
        return TallyItems.at(move.from()).putAction(table, item(move));
    }

    /**
     * Moves one cursor on its own.
     *
     * @return whether it was at the expected version
     */
    boolean move(Move move) {
        var change = new Replacements.Change<>(TallyItems::tally, move.from()::equals, move.to());
        return replacements
                .put(key(move.stream()), item(move), TallyItems.at(move.from()), List.of(), change)
                .isEmpty();
    }

    private Map<String, AttributeValue> key(StreamName stream) {
        return TallyItems.tallyKey(cursors, stream);
    }

    private Map<String, AttributeValue> item(Move move) {
        return TallyItems.ofTally(cursors, move.stream(), move.to());
    }
}
