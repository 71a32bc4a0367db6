package io.daybook.adapter.dynamodb.capacity;

import io.daybook.adapter.dynamodb.Failure;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Counts the requests that a client sends, each attempt on its own, and the capacity that they consumed: according to
 * DynamoDB, or computed where its answer does not say it, which is so where a write was refused.
 *
 * <p>It counts for the whole process, and for each piece of work, as {@link CurrentWork} defines it.
 */
public final class CapacityMeter implements ExecutionInterceptor {
    private static final CurrentWork<Consumption> WORK = new CurrentWork<>();

    private final Consumption process = new Consumption(null);

    /** The total since the meter was made. Take the difference of two readings. */
    public Capacity total() {
        return process.total();
    }

    /** For a piece of work within the one that this thread is at, if it is at any. */
    public Consumption begin() {
        return new Consumption(WORK.get());
    }

    /** Runs a piece of work and counts for it. */
    public <T> T counting(Consumption consumption, Supplier<T> work) {
        return WORK.during(consumption, work);
    }

    /** An executor whose tasks count for the work that submits them, whichever thread runs them. */
    public Executor carrying(Executor executor) {
        return WORK.carrying(executor);
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        add(new Capacity(1, 0, 0));
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        add(consumed(context.response()));
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        if (!(context.exception() instanceof SdkException failure)) {
            return;
        }
        if (failure instanceof ConditionalCheckFailedException failed) {
            add(new Capacity(0, 0, RefusedWrites.units(context.request(), failed)));
        } else if (Failure.of(failure) == Failure.THROTTLED) {
            var tables = RefusedWrites.tables(context.request());
            each(consumption -> consumption.addThrottled(tables));
        } else if (failure instanceof TransactionCanceledException canceled
                && context.request() instanceof TransactWriteItemsRequest transaction) {
            each(Consumption::addCancelledTransaction);
            add(new Capacity(0, 0, RefusedWrites.units(transaction, canceled)));
        }
    }

    private void add(Capacity more) {
        each(consumption -> consumption.add(more));
    }

    private void each(Consumer<Consumption> change) {
        change.accept(process);
        var work = WORK.get();
        if (work != null) {
            change.accept(work);
        }
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
            case BatchWriteItemResponse batch -> new Capacity(0, 0, units(batch.consumedCapacity()));
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
