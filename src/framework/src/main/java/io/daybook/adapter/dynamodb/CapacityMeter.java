package io.daybook.adapter.dynamodb;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Counts the requests that a client sends, each attempt for itself, and the capacity that DynamoDB says they
 * consumed. A cancelled transaction reports nothing, so that its units are missing here.
 */
public final class CapacityMeter implements ExecutionInterceptor {
    private Capacity total = Capacity.NONE;

    /** Since the meter was made; take the difference of two readings. */
    public synchronized Capacity total() {
        return total;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        add(new Capacity(1, 0, 0));
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        add(consumed(context.response()));
    }

    /** A write whose condition failed costs what the larger of the two items would; the answer does not say so. */
    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        if (context.exception() instanceof ConditionalCheckFailedException failed) {
            int units = context.request() instanceof PutItemRequest put ? ItemSize.writeUnits(put.item()) : 1;
            add(new Capacity(0, 0, Math.max(units, ItemSize.writeUnits(failed.item()))));
        }
    }

    private synchronized void add(Capacity more) {
        total = total.plus(more);
    }

    private static Capacity consumed(SdkResponse response) {
        return switch (response) {
            case QueryResponse query -> new Capacity(0, units(query.consumedCapacity()), 0);
            case GetItemResponse get -> new Capacity(0, units(get.consumedCapacity()), 0);
            case BatchGetItemResponse batch -> new Capacity(0, units(batch.consumedCapacity()), 0);
            case ScanResponse scan -> new Capacity(0, units(scan.consumedCapacity()), 0);
            case PutItemResponse put -> new Capacity(0, 0, units(put.consumedCapacity()));
            case UpdateItemResponse update -> new Capacity(0, 0, units(update.consumedCapacity()));
            case DeleteItemResponse delete -> new Capacity(0, 0, units(delete.consumedCapacity()));
            case TransactWriteItemsResponse transaction -> new Capacity(0, 0, units(transaction.consumedCapacity()));
            default -> Capacity.NONE;
        };
    }

    private static double units(List<ConsumedCapacity> byTable) {
        return byTable.stream().mapToDouble(CapacityMeter::units).sum();
    }

    private static double units(@Nullable ConsumedCapacity consumed) {
        return consumed == null || consumed.capacityUnits() == null ? 0 : consumed.capacityUnits();
    }
}
