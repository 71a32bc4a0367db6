package io.daybook.adapter.dynamodb.project;

import io.daybook.adapter.dynamodb.KeyReads;
import io.daybook.adapter.dynamodb.Writes;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.rows.TallyTable.Cursor;
import io.daybook.kernel.rows.TallyTable.Move;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** How far the streams are in the rows of one tally. */
final class TallyCursors {
    private final DynamoDbClient client;
    private final String table;
    private final String projection;
    private final KeyReads reads;
    private final Writes writes;

    /** @param table the full name of the table of projections */
    TallyCursors(DynamoDbClient client, String table, String projection, KeyReads reads, Writes writes) {
        this.client = client;
        this.table = table;
        this.projection = projection;
        this.reads = reads;
        this.writes = writes;
    }

    Map<StreamName, Cursor> read(Collection<StreamName> streams) {
        var cursors = new HashMap<StreamName, Cursor>();
        streams.forEach(stream -> cursors.put(stream, Cursor.START));
        for (var item : reads.getAll(table, streams.stream().map(this::key).toList(), true)) {
            cursors.put(TallyItems.stream(item), TallyItems.tally(item));
        }
        return cursors;
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
        return writes.settle(new Step(move)).isEmpty();
    }

    private Map<String, AttributeValue> key(StreamName stream) {
        return TallyItems.tallyKey(projection, stream);
    }

    private Map<String, AttributeValue> item(Move move) {
        return TallyItems.ofTally(projection, move.stream(), move.to());
    }

    private final class Step implements Writes.Conditional<Cursor> {
        private final Move move;

        Step(Move move) {
            this.move = move;
        }

        @Override
        public Optional<Cursor> attempt() {
            try {
                client.putItem(TallyItems.at(move.from()).put(table, item(move)));
                return Optional.empty();
            } catch (ConditionalCheckFailedException e) {
                return Optional.of(TallyItems.tally(e.item()));
            }
        }

        @Override
        public Cursor look() {
            return TallyItems.tally(reads.get(table, key(move.stream())));
        }

        @Override
        public boolean isWanted(Cursor there) {
            return there.equals(move.to());
        }

        @Override
        public boolean isBefore(Cursor there) {
            return there.equals(move.from());
        }
    }
}
