package io.daybook.adapter.dynamodb.consume;

import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.Failure;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * The index of the table of projections, which lists marks, skipped events, the audit trail and jobs, each in a
 * partition of its own. It may be out of date.
 */
public final class ProgressIndex {
    /** A bound after every place. */
    public static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private final DynamoDbClient client;
    private final String table;

    public ProgressIndex(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /**
     * Reads one page.
     *
     * @param comparison of the sort key with the bound; a smaller one than the bound reads backwards from it
     */
    public QueryResponse query(String partition, String comparison, String bound, int limit) {
        var request = QueryRequest.builder()
                .tableName(table)
                .indexName(ProgressItems.PARKED)
                .keyConditionExpression("#parked = :parked AND #sort " + comparison + " :bound")
                .expressionAttributeNames(Map.of("#parked", ProgressItems.PARKED, "#sort", ProgressItems.PARKED_SORT))
                .expressionAttributeValues(
                        Map.of(":parked", Attributes.text(partition), ":bound", Attributes.text(bound)))
                .scanIndexForward(!comparison.equals("<"))
                .limit(limit)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        try {
            return client.query(request);
        } catch (SdkException e) {
            throw Failure.toStoreException(e, table);
        }
    }

    /** Lists an item. */
    public static void list(Map<String, AttributeValue> item, String partition, String place) {
        item.put(ProgressItems.PARKED, Attributes.text(partition));
        item.put(ProgressItems.PARKED_SORT, Attributes.text(place));
    }

    /** Where a page ended; null if it was the last one. */
    public static @Nullable String end(QueryResponse page) {
        var end = page.lastEvaluatedKey().get(ProgressItems.PARKED_SORT);
        return end == null ? null : end.s();
    }
}
