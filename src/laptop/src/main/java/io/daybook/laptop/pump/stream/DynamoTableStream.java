package io.daybook.laptop.pump.stream;

import io.daybook.dynamodblocal.LocalRuntimeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads all shards of a table's stream, and a shard only after its parent. Used by one thread. */
public final class DynamoTableStream implements TableStream {
    private final DynamoDbStreamsClient client;
    private final String streamArn;
    private final String hashKey;
    private final Map<String, Reader> open = new LinkedHashMap<>();
    private final Set<String> finished = new HashSet<>();

    /** Whether a shard has ended since its children were last looked for. */
    private boolean mayOpen;

    private final @Nullable Checkpoint checkpoint;

    /** Where to begin, by shard; a shard that is not here is read from its oldest record. */
    private final Map<String, String> start;

    /** What the checkpoint holds, so that its file is written only if something has changed. */
    private Map<String, String> reached;

    private DynamoTableStream(
            DynamoDbStreamsClient client, String streamArn, String hashKey, @Nullable Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
        this.start = checkpoint == null ? Map.of() : checkpoint.read();
        this.reached = start;
        this.client = client;
        this.streamArn = streamArn;
        this.hashKey = hashKey;
    }

    /**
     * Reads from the oldest record on.
     *
     * @throws LocalRuntimeException if the table has no stream
     */
    public static DynamoTableStream of(String table, DynamoDbClient tables, DynamoDbStreamsClient streams) {
        return of(table, tables, streams, null);
    }

    /**
     * Reads from where an earlier run stopped.
     *
     * @param checkpoint the file that keeps that place; null to keep nothing
     * @throws LocalRuntimeException if the table has no stream, or the file cannot be read
     */
    public static DynamoTableStream of(
            String table, DynamoDbClient tables, DynamoDbStreamsClient streams, @Nullable Path checkpoint) {
        var description =
                tables.describeTable(request -> request.tableName(table)).table();
        if (description.latestStreamArn() == null) {
            throw new LocalRuntimeException("The table " + table + " was created without a stream:"
                    + " delete the data directory, or the stack, to create it again");
        }
        var hashKey = description.keySchema().stream()
                .filter(key -> key.keyType() == KeyType.HASH)
                .findFirst()
                .orElseThrow()
                .attributeName();
        var arn = description.latestStreamArn();
        return new DynamoTableStream(
                streams, arn, hashKey, checkpoint == null ? null : new Checkpoint(checkpoint, arn));
    }

    /**
     * If one shard fails, records read from others are not lost, because no shard is read from the same place again.
     */
    @Override
    public List<StreamedRecord> poll() {
        if (open.isEmpty() || mayOpen) {
            openShards();
            mayOpen = false;
        }
        var records = new ArrayList<StreamedRecord>();
        for (var reader : List.copyOf(open.values())) {
            try {
                records.addAll(reader.read());
            } catch (SdkException e) {
                if (records.isEmpty()) {
                    throw e;
                }
                break;
            }
            if (reader.iterator == null) {
                open.remove(reader.shardId);
                finished.add(reader.shardId);
                mayOpen = true;
            }
        }
        return records;
    }

    @Override
    public synchronized void reached(Map<String, String> positions) {
        if (checkpoint == null) {
            return;
        }
        var all = new HashMap<>(reached);
        all.putAll(positions);
        if (!all.equals(reached)) {
            checkpoint.write(all);
            reached = all;
        }
    }

    /** Opens each shard whose parent has been read to its end or is no longer kept. */
    private void openShards() {
        var shards = shards();
        var ids = new HashSet<String>();
        shards.forEach(shard -> ids.add(shard.shardId()));
        finished.retainAll(ids);
        forgetAllBut(ids);
        for (var shard : shards) {
            var parent = shard.parentShardId();
            boolean isNext = parent == null || !ids.contains(parent) || finished.contains(parent);
            if (isNext && !finished.contains(shard.shardId())) {
                open.computeIfAbsent(shard.shardId(), Reader::new);
            }
        }
    }

    /** Forgets shards that are no longer kept. */
    private synchronized void forgetAllBut(Set<String> ids) {
        reached = new HashMap<>(reached);
        reached.keySet().retainAll(ids);
    }

    private List<Shard> shards() {
        var shards = new ArrayList<Shard>();
        @Nullable String after = null;
        do {
            var start = after;
            var page = client.describeStream(
                            request -> request.streamArn(streamArn).exclusiveStartShardId(start))
                    .streamDescription();
            shards.addAll(page.shards());
            after = page.lastEvaluatedShardId();
        } while (after != null);
        return shards;
    }

    /** The place at which one shard is being read. */
    private final class Reader {
        private final String shardId;
        private @Nullable String iterator;
        private @Nullable String last;

        Reader(String shardId) {
            this.shardId = shardId;
            this.last = start.get(shardId);
            this.iterator = position();
        }

        List<StreamedRecord> read() {
            try {
                var at = iterator;
                var page = client.getRecords(request -> request.shardIterator(at));
                iterator = page.nextShardIterator();
                var records = page.records().stream().map(this::streamed).toList();
                last = records.isEmpty() ? last : records.getLast().sequenceNumber();
                return records;
            } catch (ExpiredIteratorException | ResourceNotFoundException e) {
                // The laptop has slept (an iterator lives for 15 minutes), or the database has been started again.
                iterator = position();
                return List.of();
            } catch (TrimmedDataAccessException e) {
                last = null;
                iterator = position();
                return List.of();
            }
        }

        private String position() {
            try {
                return iteratorAfterLast();
            } catch (TrimmedDataAccessException e) {
                last = null;
                return iteratorAfterLast();
            }
        }

        private String iteratorAfterLast() {
            var request = GetShardIteratorRequest.builder().streamArn(streamArn).shardId(shardId);
            if (last == null) {
                request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
            } else {
                request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                        .sequenceNumber(last);
            }
            return client.getShardIterator(request.build()).shardIterator();
        }

        private StreamedRecord streamed(Record record) {
            var shown = record.dynamodb();
            var position = new StreamedRecord.Position(streamArn, shardId, shown.sequenceNumber());
            var key = shown.keys().get(hashKey);
            return new StreamedRecord(
                    position,
                    String.valueOf(key),
                    record.eventNameAsString(),
                    shown.approximateCreationDateTime(),
                    RecordJson.of(record, streamArn));
        }
    }
}
