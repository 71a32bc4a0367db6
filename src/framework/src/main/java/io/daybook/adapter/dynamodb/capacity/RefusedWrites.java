package io.daybook.adapter.dynamodb.capacity;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * What DynamoDB takes for a write that it refused, which its answer does not say. Source: DynamoDB Developer Guide,
 * "Capacity unit consumption for write operations" and "Amazon DynamoDB Transactions: How it works".
 */
final class RefusedWrites {
    private static final int UNITS_MIN = 1;

    /** A transaction prepares each of its writes, and then makes it. */
    private static final int TRANSACTION_FACTOR = 2;

    private RefusedWrites() {}

    /** A write whose condition failed costs as much as the larger of the two items. */
    static int units(SdkRequest request, ConditionalCheckFailedException failed) {
        int units = request instanceof PutItemRequest put ? ItemSize.writeUnits(put.item()) : UNITS_MIN;
        return Math.max(units, ItemSize.writeUnits(failed.item()));
    }

    /** A transaction that was cancelled costs as much as one that was made. */
    static int units(TransactWriteItemsRequest transaction, TransactionCanceledException canceled) {
        var reasons = canceled.cancellationReasons();
        int units = 0;
        for (int i = 0; i < transaction.transactItems().size(); i++) {
            var there = i < reasons.size() ? item(reasons.get(i)) : Map.<String, AttributeValue>of();
            units += Math.max(units(transaction.transactItems().get(i)), ItemSize.writeUnits(there));
        }
        return TRANSACTION_FACTOR * units;
    }

    private static Map<String, AttributeValue> item(CancellationReason reason) {
        return reason.hasItem() ? reason.item() : Map.of();
    }

    private static int units(TransactWriteItem action) {
        return action.put() == null
                ? UNITS_MIN
                : ItemSize.writeUnits(action.put().item());
    }

    /** The tables that a request is about, in the order of their names. */
    static String tables(SdkRequest request) {
        return switch (request) {
            case BatchGetItemRequest batch ->
                batch.requestItems().keySet().stream().sorted().collect(Collectors.joining(", "));
            case TransactWriteItemsRequest transaction ->
                transaction.transactItems().stream()
                        .flatMap(RefusedWrites::table)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "));
            default -> request.getValueForField("TableName", String.class).orElse("unknown");
        };
    }

    private static Stream<String> table(TransactWriteItem action) {
        return Stream.of(
                        action.put() == null ? null : action.put().tableName(),
                        action.update() == null ? null : action.update().tableName(),
                        action.delete() == null ? null : action.delete().tableName(),
                        action.conditionCheck() == null
                                ? null
                                : action.conditionCheck().tableName())
                .filter(Objects::nonNull);
    }
}
