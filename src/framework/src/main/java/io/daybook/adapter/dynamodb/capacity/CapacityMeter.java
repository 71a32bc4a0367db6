package io.daybook.adapter.dynamodb.capacity;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
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
 * Counts the requests that a client sends, each attempt on its own, and the capacity that they consumed according to
 * DynamoDB. A cancelled transaction reports nothing, so its units are missing here.
 *
 * <p>It counts for the whole process and for each invocation. Threads that an invocation starts count for it. An
 * executor whose threads serve several invocations must be {@linkplain #carrying carrying}.
 * (Scoped values are inherited only within structured concurrency, which is a preview in Java 25.)
 */
public final class CapacityMeter implements ExecutionInterceptor {
    private static final InheritableThreadLocal<@Nullable Count> INVOCATION = new InheritableThreadLocal<>();

    private final Count process = new Count();

    private static final class Count {
        private Capacity total = Capacity.NONE;

        synchronized Capacity total() {
            return total;
        }

        synchronized void add(Capacity more) {
            total = total.plus(more);
        }
    }

    /** The total since the meter was made. Take the difference of two readings. */
    public Capacity total() {
        return process.total();
    }

    /** The total of the invocation that this thread works for; zero if it works for none. */
    public Capacity ofInvocation() {
        var count = INVOCATION.get();
        return count == null ? Capacity.NONE : count.total();
    }

    /** Runs an invocation and counts for it from zero. */
    public <T> T during(Supplier<T> work) {
        return counting(new Count(), work);
    }

    /** An executor whose tasks count for the invocation that submits them, whichever thread runs them. */
    public Executor carrying(Executor executor) {
        return task -> {
            var count = INVOCATION.get();
            executor.execute(() -> counting(count, () -> {
                task.run();
                return true;
            }));
        };
    }

    private static <T> T counting(@Nullable Count count, Supplier<T> work) {
        var before = INVOCATION.get();
        INVOCATION.set(count);
        try {
            return work.get();
        } finally {
            INVOCATION.set(before);
        }
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        add(new Capacity(1, 0, 0));
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        add(consumed(context.response()));
    }

    /** A write whose condition failed costs as much as the larger of the two items; the answer does not say so. */
    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        if (context.exception() instanceof ConditionalCheckFailedException failed) {
            int units = context.request() instanceof PutItemRequest put ? ItemSize.writeUnits(put.item()) : 1;
            add(new Capacity(0, 0, Math.max(units, ItemSize.writeUnits(failed.item()))));
        }
    }

    private void add(Capacity more) {
        process.add(more);
        var count = INVOCATION.get();
        if (count != null) {
            count.add(more);
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
