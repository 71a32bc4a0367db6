package io.daybook.adapter.dynamodb.consume;

import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.Condition;
import io.daybook.adapter.dynamodb.KeyReads;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.Writes;
import io.daybook.kernel.consume.StreamCursors;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Cursors of consumers on DynamoDB, in the table of projections. Safe for use by several threads. */
public final class DynamoStreamCursors implements StreamCursors {
    private final DynamoDbClient client;
    private final String table;
    private final KeyReads reads;
    private final Writes writes;

    /**
     * @param client with a time-out for each attempt; its retries are used for reads only
     * @param backoff the pauses between the attempts of a write
     */
    public DynamoStreamCursors(DynamoDbClient client, Tables tables, Backoff backoff) {
        this.client = client;
        this.table = tables.projections();
        this.reads = new KeyReads(client, backoff);
        this.writes = new Writes(backoff, table);
    }

    @Override
    public long read(String consumer, StreamName stream) {
        return ProgressItems.cursor(reads.get(table, ProgressItems.cursorKey(consumer, stream)));
    }

    @Override
    public boolean move(String consumer, StreamName stream, long from, long to) {
        var condition = from == 0
                ? Condition.absent(ProgressItems.ITEM)
                : Condition.equal(ProgressItems.VERSION, Attributes.number(from));
        var put = condition.put(table, ProgressItems.ofCursor(consumer, stream, to));
        return writes.settle(new Move(put, consumer, stream, from, to)).isEmpty();
    }

    private final class Move implements Writes.Conditional<Long> {
        private final PutItemRequest put;
        private final String consumer;
        private final StreamName stream;
        private final long from;
        private final long to;

        Move(PutItemRequest put, String consumer, StreamName stream, long from, long to) {
            this.put = put;
            this.consumer = consumer;
            this.stream = stream;
            this.from = from;
            this.to = to;
        }

        @Override
        public Optional<Long> attempt() {
            try {
                client.putItem(put);
                return Optional.empty();
            } catch (ConditionalCheckFailedException e) {
                return Optional.of(ProgressItems.cursor(e.item()));
            }
        }

        @Override
        public Long look() {
            return read(consumer, stream);
        }

        @Override
        public boolean isWanted(Long there) {
            return there == to;
        }

        @Override
        public boolean isBefore(Long there) {
            return there == from;
        }
    }
}
