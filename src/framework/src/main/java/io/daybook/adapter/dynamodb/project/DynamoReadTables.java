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
import org.jspecify.annotations.Nullable;
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
    public <R> ReadTable<R> open(Place place, StateCodec<R> codec) {
        return rows(place, codec, new Writes(backoff, tables.read(place.table())));
    }

    @Override
    public <R> TallyTable<R> openTally(Place place, StateCodec<R> codec) {
        var writes = new Writes(backoff, tables.read(place.table()) + " or " + tables.projections());
        var keys = TallyItems.cursors(place.projection(), place.generation());
        var cursors = new TallyCursors(client, tables.projections(), keys, reads, writes);
        return new DynamoTallyTable<>(client, rows(place, codec, writes), cursors, writes);
    }

    private <R> DynamoReadTable<R> rows(Place place, StateCodec<R> codec, Writes writes) {
        var name = tables.read(place.table());
        var items = new ReadItems(place.projection(), place.generation(), limits);
        return new DynamoReadTable<>(
                new RowCodec<>(codec),
                new RowWrites(client, name, items, reads, writes),
                new IndexSearch(client, name, items));
    }

    @Override
    public Removed remove(Place place, int part, int of, @Nullable String after) {
        return new Removal(client, tables, place, backoff).remove(part, of, after);
    }
}
