package io.daybook.adapter.dynamodb.project;

import io.daybook.adapter.dynamodb.KeyReads;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.Writes;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.rows.ReadTable;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.rows.TallyTable;
import io.daybook.kernel.store.LimitWatch;
import io.daybook.kernel.store.StateCodec;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Read tables on DynamoDB. Several projections may share a table. Safe for use by several threads. */
public final class DynamoReadTables implements ReadTables {
    private final DynamoDbClient client;
    private final Tables tables;
    private final KeyReads reads;
    private final Backoff backoff;
    private final LimitWatch limits;

    /**
     * @param client with a time-out for each attempt; its retries are used for reads only
     * @param backoff the pauses between the attempts of a write
     */
    public DynamoReadTables(DynamoDbClient client, Tables tables, Backoff backoff) {
        this(client, tables, backoff, LimitWatch.silent());
    }

    /**
     * As above.
     *
     * @param limits is told about large rows
     */
    public DynamoReadTables(DynamoDbClient client, Tables tables, Backoff backoff, LimitWatch limits) {
        this.client = client;
        this.tables = tables;
        this.reads = new KeyReads(client, backoff);
        this.backoff = backoff;
        this.limits = limits;
    }

    @Override
    public <R> ReadTable<R> open(String table, String projection, StateCodec<R> codec) {
        return rows(table, projection, codec, new Writes(backoff, tables.read(table)));
    }

    @Override
    public <R> TallyTable<R> openTally(String table, String projection, StateCodec<R> codec) {
        var writes = new Writes(backoff, tables.read(table) + " or " + tables.projections());
        var cursors = new TallyCursors(client, tables.projections(), projection, reads, writes);
        return new DynamoTallyTable<>(client, rows(table, projection, codec, writes), cursors, writes);
    }

    private <R> DynamoReadTable<R> rows(String table, String projection, StateCodec<R> codec, Writes writes) {
        var name = tables.read(table);
        var items = new ReadItems(projection, limits);
        return new DynamoReadTable<>(
                new RowCodec<>(codec),
                new RowWrites(client, name, items, reads, writes),
                new IndexSearch(client, name, items));
    }
}
