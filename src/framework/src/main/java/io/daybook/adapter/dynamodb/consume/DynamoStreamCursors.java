package io.daybook.adapter.dynamodb.consume;

import io.daybook.adapter.dynamodb.KeyReads;
import io.daybook.adapter.dynamodb.Replacements;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.Writes;
import io.daybook.kernel.consume.StreamCursors;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.failure.Backoff;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Cursors of consumers on DynamoDB, in the table of projections. Safe for use by several threads. */
public final class DynamoStreamCursors implements StreamCursors {
    private final KeyReads reads;
    private final String table;
    private final Replacements replacements;

    /**
     * @param client with a time-out for each attempt; its retries are used for reads only
     * @param backoff the pauses between the attempts of a write
     */
    public DynamoStreamCursors(DynamoDbClient client, Tables tables, Backoff backoff) {
        this.table = tables.projections();
        this.reads = new KeyReads(client, backoff);
        this.replacements = new Replacements(client, table, reads, new Writes(backoff, table));
    }

    @Override
    public StreamPosition read(String consumer, StreamName stream) {
        return ProgressItems.cursor(reads.get(table, ProgressItems.cursorKey(consumer, stream)));
    }

    @Override
    public Map<StreamName, StreamPosition> readAll(String consumer, Collection<StreamName> streams) {
        var byKey = new HashMap<Map<String, AttributeValue>, StreamName>();
        var positions = new HashMap<StreamName, StreamPosition>();
        for (var stream : streams) {
            byKey.put(ProgressItems.cursorKey(consumer, stream), stream);
            positions.put(stream, StreamPosition.START);
        }
        for (var item : reads.getAll(table, byKey.keySet(), true)) {
            var key = Map.of(ProgressItems.ITEM, Objects.requireNonNull(item.get(ProgressItems.ITEM)));
            positions.put(Objects.requireNonNull(byKey.get(key)), ProgressItems.cursor(item));
        }
        return positions;
    }

    @Override
    public boolean move(String consumer, StreamName stream, StreamPosition from, StreamPosition to) {
        var change = new Replacements.Change<>(ProgressItems::cursor, from::equals, to);
        return replacements
                .put(
                        ProgressItems.cursorKey(consumer, stream),
                        ProgressItems.ofCursor(consumer, stream, to),
                        ProgressItems.at(from),
                        List.of(),
                        change)
                .isEmpty();
    }
}
