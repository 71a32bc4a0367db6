package io.daybook.adapter.dynamodb.project;

import io.daybook.testtools.DynamoDbForTests;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * What a transaction writes to the indexes of read tables: one small write for a place that is new or gone, two for one
 * that moved. Source: DynamoDB Developer Guide, "Using Global Secondary Indexes", "Write capacity units".
 */
public final class IndexWrites {
    private static final String RANGE = ReadItems.rangeName("");
    private static final DynamoDbClient CLIENT = DynamoDbForTests.client();

    private IndexWrites() {}

    /** Looks at what is there, so it must be asked before the write. */
    public static int of(TransactWriteItem action) {
        if (action.put() != null) {
            var item = action.put().item();
            return item.containsKey(ReadItems.KEY) ? moves(there(action.put().tableName(), item), item) : 0;
        }
        var key = action.delete().key();
        return key.containsKey(ReadItems.KEY) ? moves(there(action.delete().tableName(), key), Map.of()) : 0;
    }

    private static Map<String, AttributeValue> there(String table, Map<String, AttributeValue> item) {
        return CLIENT.getItem(get -> get.tableName(table)
                        .key(Map.of(ReadItems.KEY, item.get(ReadItems.KEY)))
                        .consistentRead(true))
                .item();
    }

    private static int moves(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        var indexes = new HashSet<>(indexes(before));
        indexes.addAll(indexes(after));
        int writes = 0;
        for (var index : indexes) {
            boolean isSame = before.containsKey(index)
                    && before.get(index).equals(after.get(index))
                    && before.get(index + RANGE).equals(after.get(index + RANGE));
            if (!isSame) {
                writes += (before.containsKey(index) ? 1 : 0) + (after.containsKey(index) ? 1 : 0);
            }
        }
        return writes;
    }

    private static Set<String> indexes(Map<String, AttributeValue> item) {
        return item.keySet().stream()
                .filter(name -> item.containsKey(name + RANGE))
                .collect(Collectors.toSet());
    }
}
