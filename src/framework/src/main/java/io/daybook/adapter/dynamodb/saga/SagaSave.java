package io.daybook.adapter.dynamodb.saga;

import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.Compression;
import io.daybook.adapter.dynamodb.ItemSize;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.Transactions;
import io.daybook.adapter.dynamodb.Writes;
import io.daybook.kernel.saga.HistoryStep;
import io.daybook.kernel.saga.SagaRow;
import io.daybook.kernel.saga.SagaTable;
import io.daybook.kernel.store.CommitTooLargeException;
import io.daybook.kernel.store.LimitWatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * One save of a row: with history as a transaction of two items, without it as a single put, which costs half. Only the
 * row has a condition: whoever may write it may write the history that belongs to it.
 */
final class SagaSave implements Writes.Conditional<Map<String, AttributeValue>> {
    static final int ITEM_BYTES_MAX = LimitWatch.Limit.SAGA.max();

    private final DynamoDbClient client;
    private final Tables tables;
    private final Supplier<Map<String, AttributeValue>> look;
    private final long revisionBefore;
    private final SagaRow next;
    private final Map<String, AttributeValue> rowItem;
    private final int rowBytes;
    private final Optional<TransactWriteItemsRequest> transaction;

    /**
     * @param look reads the item that is there
     * @throws CommitTooLargeException if the row or the history is larger than may be stored
     */
    SagaSave(
            DynamoDbClient client,
            Tables tables,
            SagaRow row,
            List<HistoryStep> steps,
            Supplier<Map<String, AttributeValue>> look) {
        if (steps.size() > SagaTable.STEPS_MAX) {
            throw new IllegalArgumentException("at most " + SagaTable.STEPS_MAX + " steps are saved at once");
        }
        this.client = client;
        this.look = look;
        this.tables = tables;
        this.revisionBefore = row.revision();
        var item = SagaItems.ofRow(row, row.revision() + 1);
        this.next = SagaItems.row(item);
        this.rowBytes = ItemSize.bytes(item);
        this.rowItem = compact(checked("the row of " + SagaItems.keyText(row.saga(), row.id()), item));
        // The token is the same for every attempt, so that DynamoDB itself recognises a repetition.
        this.transaction = steps.isEmpty()
                ? Optional.empty()
                : Optional.of(Transactions.request(List.of(putRow(), putHistory(row, steps))));
    }

    /** The row as it is stored when this is done. */
    SagaRow next() {
        return next;
    }

    /** Before compression, as the limit counts. */
    int rowBytes() {
        return rowBytes;
    }

    @Override
    public Optional<Map<String, AttributeValue>> attempt() {
        try {
            if (transaction.isPresent()) {
                client.transactWriteItems(transaction.get());
            } else {
                client.putItem(single());
            }
            return Optional.empty();
        } catch (ConditionalCheckFailedException e) {
            return Optional.of(e.item());
        } catch (TransactionCanceledException e) {
            var ofRow = e.cancellationReasons().stream().findFirst().filter(Transactions::failed);
            return Optional.of(ofRow.orElseThrow(() -> e).item());
        }
    }

    @Override
    public Map<String, AttributeValue> look() {
        return look.get();
    }

    @Override
    public boolean isWanted(Map<String, AttributeValue> there) {
        return !there.isEmpty() && SagaItems.row(there).equals(next);
    }

    @Override
    public boolean isBefore(Map<String, AttributeValue> there) {
        return revisionBefore == (there.isEmpty() ? 0 : SagaItems.row(there).revision());
    }

    private PutItemRequest single() {
        return PutItemRequest.builder()
                .tableName(tables.sagas())
                .item(rowItem)
                .conditionExpression(condition())
                .expressionAttributeNames(names())
                .expressionAttributeValues(values())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .overrideConfiguration(Writes.ONE_ATTEMPT)
                .build();
    }

    private TransactWriteItem putRow() {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(tables.sagas())
                        .item(rowItem)
                        .conditionExpression(condition())
                        .expressionAttributeNames(names())
                        .expressionAttributeValues(values())
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
    }

    private TransactWriteItem putHistory(SagaRow row, List<HistoryStep> steps) {
        var item = checked("the history of one save", SagaItems.ofHistory(row, steps));
        var compact = Compression.compact(item, SagaItems.HISTORY);
        return TransactWriteItem.builder()
                .put(put -> put.tableName(tables.sagas()).item(compact))
                .build();
    }

    private String condition() {
        return revisionBefore == 0 ? "attribute_not_exists(#revision)" : "#revision = :revision";
    }

    private static Map<String, String> names() {
        return Map.of("#revision", SagaItems.REVISION);
    }

    /** Null where there are none: DynamoDB refuses an empty map. */
    private @Nullable Map<String, AttributeValue> values() {
        return revisionBefore == 0 ? null : Map.of(":revision", Attributes.number(revisionBefore));
    }

    private static Map<String, AttributeValue> compact(Map<String, AttributeValue> item) {
        var compact = item;
        for (var attribute : List.of(SagaItems.STATE, SagaItems.PENDING, SagaItems.APPLIED)) {
            compact = Compression.compact(compact, attribute);
        }
        return compact;
    }

    /** Measured before compression, so that the limit does not depend on how well the data compresses. */
    private static Map<String, AttributeValue> checked(String what, Map<String, AttributeValue> item) {
        int bytes = ItemSize.bytes(item);
        if (bytes > ITEM_BYTES_MAX) {
            throw new CommitTooLargeException(what, bytes, ITEM_BYTES_MAX);
        }
        return item;
    }
}
