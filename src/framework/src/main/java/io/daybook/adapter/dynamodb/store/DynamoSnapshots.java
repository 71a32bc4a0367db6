package io.daybook.adapter.dynamodb.store;

import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.Compression;
import io.daybook.adapter.dynamodb.Failure;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.capacity.ItemSize;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.StoreException;
import io.daybook.kernel.store.LimitWatch;
import io.daybook.kernel.store.Snapshots;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** Snapshots on DynamoDB. The newest few of each stream and fold are kept. */
public final class DynamoSnapshots implements Snapshots {
    /** One to use, and two more in case newer ones cannot be used. */
    public static final int KEPT_DEFAULT = 3;

    /** How many old ones are dropped at a time; usually there is one. */
    private static final int DROPPED_MAX = 10;

    private static final Logger LOG = System.getLogger(DynamoSnapshots.class.getName());

    private final DynamoDbClient client;
    private final Tables tables;
    private final int kept;
    private final LimitWatch limits;
    /** Categories and folds of which a snapshot was unreadable; all their others will be, too. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** @param kept how many snapshots of one stream and fold are kept, from 1 */
    public DynamoSnapshots(DynamoDbClient client, Tables tables, int kept) {
        this(client, tables, kept, LimitWatch.silent());
    }

    /**
     * As above.
     *
     * @param limits is told about large ones; one that is too large is not kept
     */
    public DynamoSnapshots(DynamoDbClient client, Tables tables, int kept, LimitWatch limits) {
        this.client = client;
        this.tables = tables;
        this.kept = kept;
        this.limits = limits;
    }

    /** Reads eventually consistent, because an older snapshot only means that more commits are read. */
    @Override
    public Optional<Snapshot> newest(StreamName stream, String foldId) {
        try {
            return client.query(newestFirst(stream, foldId).limit(1).build()).items().stream()
                    .findFirst()
                    .map(Items::snapshot);
        } catch (SdkException e) {
            throw Failure.toStoreException(e, tables.snapshots());
        }
    }

    @Override
    public void save(StreamName stream, String foldId, Snapshot snapshot) {
        try {
            var item = item(stream, foldId, snapshot);
            if (limits.isWithin(LimitWatch.Limit.SNAPSHOT, stream.toString(), ItemSize.bytes(item))) {
                put(item);
                dropOld(stream, foldId);
            }
        } catch (StoreException e) {
            LOG.log(Level.ERROR, "no snapshot of " + stream + " at version " + snapshot.version() + " was kept", e);
        }
    }

    @Override
    public void unreadable(StreamName stream, String foldId, Snapshot snapshot, RuntimeException why) {
        if (told.add(stream.category() + "#" + foldId)) {
            LOG.log(
                    Level.ERROR,
                    "the snapshot of " + stream + " at version " + snapshot.version()
                            + " cannot be read; this stream and others of its category are folded from their events,"
                            + " which takes longer, until they have new snapshots",
                    why);
        }
    }

    private static Map<String, AttributeValue> item(StreamName stream, String foldId, Snapshot snapshot) {
        var item = Compression.compact(Items.ofSnapshot(stream, foldId, snapshot), Items.STATE);
        return Compression.compact(item, Items.RECENT);
    }

    private void put(Map<String, AttributeValue> item) {
        try {
            client.putItem(put ->
                    put.tableName(tables.snapshots()).item(item).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
        } catch (SdkException e) {
            throw Failure.toStoreException(e, tables.snapshots());
        }
    }

    private void dropOld(StreamName stream, String foldId) {
        var keys = newestFirst(stream, foldId)
                .projectionExpression("#stream, #version")
                .expressionAttributeNames(Map.of("#stream", Items.STREAM, "#version", Items.VERSION))
                .limit(kept + DROPPED_MAX)
                .build();
        try {
            client.query(keys).items().stream()
                    .skip(kept)
                    .forEach(key -> client.deleteItem(delete -> delete.tableName(tables.snapshots())
                            .key(key)
                            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)));
        } catch (SdkException e) {
            throw Failure.toStoreException(e, tables.snapshots());
        }
    }

    private QueryRequest.Builder newestFirst(StreamName stream, String foldId) {
        return QueryRequest.builder()
                .tableName(tables.snapshots())
                .keyConditionExpression("#stream = :stream")
                .expressionAttributeNames(Map.of("#stream", Items.STREAM))
                .expressionAttributeValues(Map.of(":stream", Attributes.text(Items.snapshotsOf(stream, foldId))))
                .scanIndexForward(false)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
    }
}
