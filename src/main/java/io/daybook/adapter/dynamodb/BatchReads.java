package io.daybook.adapter.dynamodb;

import io.daybook.kernel.store.Backoff;
import io.daybook.kernel.store.StoreThrottledException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** Reads items by their keys, strongly consistent, until DynamoDB has handed over all of them. */
final class BatchReads {
    /** Source: DynamoDB, BatchGetItem takes at most 100 keys. */
    static final int KEYS_MAX = 100;

    /** Source: DynamoDB answers with at most 16 MB; 100 items of 400 KB take 3 rounds, and throttling some more. */
    static final int ROUNDS_MAX = 10;

    private final DynamoDbClient client;
    private final Backoff backoff;

    BatchReads(DynamoDbClient client, Backoff backoff) {
        this.client = client;
        this.backoff = backoff;
    }

    /**
     * @param keys at most {@link #KEYS_MAX}
     * @return what is there, in no order
     * @throws io.daybook.kernel.store.StoreException if not all of them could be read
     */
    List<Map<String, AttributeValue>> read(String table, List<Map<String, AttributeValue>> keys) {
        var found = new ArrayList<Map<String, AttributeValue>>();
        // Two entries of an index may name one item; a key given twice is an error.
        var left = List.copyOf(new HashSet<>(keys));
        for (int round = 1; !left.isEmpty(); round++) {
            var response = get(table, left);
            var items = response.responses().getOrDefault(table, List.of());
            found.addAll(items);
            var unprocessed = response.unprocessedKeys().get(table);
            left = unprocessed == null ? List.of() : unprocessed.keys();
            if (!left.isEmpty() && round == ROUNDS_MAX) {
                throw new StoreThrottledException(left.size() + " items could not be read in " + round + " rounds");
            }
            if (items.isEmpty() && !left.isEmpty()) {
                backoff.pause(round);
            }
        }
        return found;
    }

    private BatchGetItemResponse get(String table, List<Map<String, AttributeValue>> keys) {
        var request = BatchGetItemRequest.builder()
                .requestItems(Map.of(
                        table,
                        KeysAndAttributes.builder()
                                .keys(keys)
                                .consistentRead(true)
                                .build()))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        try {
            return client.batchGetItem(request);
        } catch (SdkException e) {
            throw Failure.toStoreException(e);
        }
    }
}
