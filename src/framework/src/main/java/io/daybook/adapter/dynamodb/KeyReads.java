package io.daybook.adapter.dynamodb;

import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.failure.StoreThrottledException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** Reads items by their keys. */
public final class KeyReads {
    /** Source: DynamoDB, BatchGetItem takes at most 100 keys. */
    private static final int KEYS_MAX = 100;

    /**
     * Answers in a row that may leave keys out. Source: BatchGetItem returns at most 16 MB, and skips what is
     * throttled.
     */
    private static final int ATTEMPTS_MAX = 10;

    private final DynamoDbClient client;
    private final Backoff backoff;

    public KeyReads(DynamoDbClient client, Backoff backoff) {
        this.client = client;
        this.backoff = backoff;
    }

    /**
     * Reads an item with strong consistency.
     *
     * @return the item; empty if there is none
     */
    public Map<String, AttributeValue> get(String table, Map<String, AttributeValue> key) {
        try {
            return client.getItem(get -> get.tableName(table)
                            .key(key)
                            .consistentRead(true)
                            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                    .item();
        } catch (SdkException e) {
            throw Failure.toStoreException(e, table);
        }
    }

    /** The items in any order, without those that do not exist. */
    public List<Map<String, AttributeValue>> getAll(
            String table, Collection<Map<String, AttributeValue>> keys, boolean consistent) {
        var distinct = List.copyOf(new LinkedHashSet<>(keys));
        var batches = new ArrayList<Supplier<List<Map<String, AttributeValue>>>>();
        for (int from = 0; from < distinct.size(); from += KEYS_MAX) {
            var batch = distinct.subList(from, Math.min(from + KEYS_MAX, distinct.size()));
            batches.add(() -> batch(table, batch, consistent));
        }
        return AtOnce.all(batches).stream().flatMap(List::stream).toList();
    }

    private List<Map<String, AttributeValue>> batch(
            String table, List<Map<String, AttributeValue>> keys, boolean consistent) {
        var found = new ArrayList<Map<String, AttributeValue>>();
        var left = Map.of(
                table,
                KeysAndAttributes.builder()
                        .keys(keys)
                        .consistentRead(consistent)
                        .build());
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            var asked = left;
            try {
                var answer = client.batchGetItem(
                        batch -> batch.requestItems(asked).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
                found.addAll(answer.responses().getOrDefault(table, List.of()));
                left = answer.unprocessedKeys();
            } catch (SdkException e) {
                throw Failure.toStoreException(e, table);
            }
            if (left.isEmpty()) {
                return found;
            }
            backoff.pause(attempt);
        }
        throw new StoreThrottledException(
                "DynamoDB left keys of " + table + " out of " + ATTEMPTS_MAX + " answers", table, null);
    }
}
