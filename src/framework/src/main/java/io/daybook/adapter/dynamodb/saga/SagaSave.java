package io.daybook.adapter.dynamodb.saga;

import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.Compression;
import io.daybook.adapter.dynamodb.Condition;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.Transactions;
import io.daybook.adapter.dynamodb.Writes;
import io.daybook.adapter.dynamodb.capacity.ItemSize;
import io.daybook.kernel.saga.HistoryStep;
import io.daybook.kernel.saga.SagaInstance;
import io.daybook.kernel.saga.SagaTable;
import io.daybook.kernel.store.CommitTooLargeException;
import io.daybook.kernel.store.LimitWatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * One save of a row. With history, it is a transaction of two items; without, a single put, which costs half. Only the
 * row has a condition, because a runner that may write the row may write its history.
 */
final class SagaSave implements Writes.Conditional<Map<String, AttributeValue>> {
    static final int ITEM_BYTES_MAX = LimitWatch.Limit.SAGA.max();

    private final DynamoDbClient client;
    private final Tables tables;
    private final Supplier<Map<String, AttributeValue>> look;
    private final long revisionBefore;
    private final Condition condition;
    private final SagaInstance next;
    private final Map<String, AttributeValue> rowItem;
    private final int rowBytes;
    private final Optional<TransactWriteItemsRequest> transaction;

    /**
     * @param look reads the stored item
     * @throws CommitTooLargeException if the row or the history is larger than may be stored
     */
    SagaSave(
            DynamoDbClient client,
            Tables tables,
            SagaInstance instance,
            List<HistoryStep> steps,
            Supplier<Map<String, AttributeValue>> look) {
        if (steps.size() > SagaTable.STEPS_MAX) {
            throw new IllegalArgumentException("at most " + SagaTable.STEPS_MAX + " steps are saved at once");
        }
        this.client = client;
        this.look = look;
        this.tables = tables;
        this.revisionBefore = instance.revision();
        this.condition = revisionBefore == 0
                ? Condition.absent(SagaItems.REVISION)
                : Condition.equal(SagaItems.REVISION, Attributes.number(revisionBefore));
        var item = SagaItems.ofInstance(instance.withRevision(revisionBefore + 1));
        this.next = SagaItems.instance(item);
        this.rowBytes = ItemSize.bytes(item);
        this.rowItem = compact(checked("the row of " + SagaItems.keyText(instance.saga(), instance.id()), item));
        // The token is the same for every attempt, so that DynamoDB itself recognises a repetition.
        this.transaction = steps.isEmpty()
                ? Optional.empty()
                : Optional.of(Transactions.request(
                        List.of(condition.putAction(tables.sagas(), rowItem), putHistory(instance, steps))));
    }

    /** The row as it is stored when this is done. */
    SagaInstance next() {
        return next;
    }

    /** The size before compression, which the limit is about. */
    int rowBytes() {
        return rowBytes;
    }

    @Override
    public Optional<Map<String, AttributeValue>> attempt() {
        try {
            if (transaction.isPresent()) {
                client.transactWriteItems(transaction.get());
            } else {
                client.putItem(condition.put(tables.sagas(), rowItem));
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
        return !there.isEmpty() && SagaItems.instance(there).equals(next);
    }

    @Override
    public boolean isBefore(Map<String, AttributeValue> there) {
        return revisionBefore
                == (there.isEmpty() ? 0 : SagaItems.instance(there).revision());
    }

    private TransactWriteItem putHistory(SagaInstance instance, List<HistoryStep> steps) {
        var item = checked("the history of one save", SagaItems.ofHistory(instance, steps));
        var compact = Compression.compact(item, SagaItems.HISTORY);
        return TransactWriteItem.builder()
                .put(put -> put.tableName(tables.sagas()).item(compact))
                .build();
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
