package io.daybook.adapter.dynamodb.saga;

import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.Compression;
import io.daybook.adapter.dynamodb.Condition;
import io.daybook.adapter.dynamodb.capacity.ItemSize;
import io.daybook.kernel.saga.HistoryStep;
import io.daybook.kernel.saga.SagaInstance;
import io.daybook.kernel.saga.SagaTable;
import io.daybook.kernel.store.CommitTooLargeException;
import io.daybook.kernel.store.LimitWatch;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * One save of a row. With history, it is a transaction of two items; without, a single put, which costs half. Only the
 * row has a condition, because a runner that may write the row may write its history.
 *
 * @param next the row as it is stored when this is done
 * @param item its item
 * @param bytes its size before compression, which the limit is about
 * @param history empty, or the item of history
 */
record SagaSave(
        SagaInstance next,
        Map<String, AttributeValue> item,
        int bytes,
        Condition condition,
        List<TransactWriteItem> history) {
    static final int ITEM_BYTES_MAX = LimitWatch.Limit.SAGA.max();

    /** @throws CommitTooLargeException if the row or the history is larger than may be stored */
    static SagaSave of(String table, SagaInstance instance, List<HistoryStep> steps) {
        if (steps.size() > SagaTable.STEPS_MAX) {
            throw new IllegalArgumentException("at most " + SagaTable.STEPS_MAX + " steps are saved at once");
        }
        long revision = instance.revision();
        var item = SagaItems.ofInstance(instance.withRevision(revision + 1));
        return new SagaSave(
                SagaItems.instance(item),
                compact(checked("the row of " + SagaItems.keyText(instance.saga(), instance.id()), item)),
                ItemSize.bytes(item),
                revision == 0
                        ? Condition.absent(SagaItems.REVISION)
                        : Condition.equal(SagaItems.REVISION, Attributes.number(revision)),
                steps.isEmpty() ? List.of() : List.of(putHistory(table, instance, steps)));
    }

    private static TransactWriteItem putHistory(String table, SagaInstance instance, List<HistoryStep> steps) {
        var item = checked("the history of one save", SagaItems.ofHistory(instance, steps));
        var compact = Compression.compact(item, SagaItems.HISTORY);
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(compact))
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
