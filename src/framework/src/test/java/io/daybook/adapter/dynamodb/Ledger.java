package io.daybook.adapter.dynamodb;

import io.daybook.adapter.dynamodb.capacity.Capacity;
import io.daybook.adapter.dynamodb.capacity.CapacityMeter;
import io.daybook.adapter.dynamodb.capacity.ItemSize;
import io.daybook.adapter.dynamodb.project.IndexWrites;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * What requests cost, as DynamoDB says; but where DynamoDB Local reports too little, as the rule has it. A transaction
 * takes two write units for every started kilobyte of every item, as many for every place that it changes in an index
 * (so counts DynamoDB Local where a transaction has one action), and a read that finds nothing takes as much as one
 * that finds a little: one read unit if it is strongly consistent, else half of one.
 * Source: DynamoDB Developer Guide, "DynamoDB read and write operations".
 */
public final class Ledger implements ExecutionInterceptor {
    private static final int UNITS_OF_A_SMALL_ITEM = 1;
    private static final ExecutionAttribute<Integer> TRANSACTION_UNITS = new ExecutionAttribute<>("TransactionUnits");

    private final CapacityMeter meter = new CapacityMeter();
    private Capacity unreported = Capacity.NONE;

    /** What the work cost, in whatever threads it sent its requests. */
    public Capacity of(Runnable work) {
        var before = begin();
        work.run();
        return since(before);
    }

    private synchronized Capacity begin() {
        unreported = Capacity.NONE;
        return meter.total();
    }

    private synchronized Capacity since(Capacity before) {
        return meter.total().minus(before).plus(unreported);
    }

    private static int units(TransactWriteItemsRequest transaction) {
        return transaction.transactItems().stream()
                .mapToInt(action -> 2 * units(action))
                .sum();
    }

    private static int units(TransactWriteItem action) {
        int ofItem = action.put() == null
                ? UNITS_OF_A_SMALL_ITEM
                : ItemSize.writeUnits(action.put().item());
        return ofItem + IndexWrites.of(action);
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (context.request() instanceof TransactWriteItemsRequest transaction) {
            attributes.putAttribute(TRANSACTION_UNITS, units(transaction));
        }
    }

    @Override
    public synchronized void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        meter.beforeTransmission(context, attributes);
    }

    @Override
    public synchronized void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        var before = meter.total();
        meter.afterExecution(context, attributes);
        var reported = meter.total().minus(before);
        switch (context.request()) {
            case QueryRequest query
            when reported.readUnits() == 0 ->
                unreported = unreported.plus(new Capacity(0, unitsOfAMiss(query.consistentRead()), 0));
            case BatchGetItemRequest batch -> {
                var found = (BatchGetItemResponse) context.response();
                batch.requestItems().forEach((table, asked) -> {
                    int missed = asked.keys().size()
                            - found.responses().getOrDefault(table, List.of()).size();
                    unreported = unreported.plus(new Capacity(0, missed * unitsOfAMiss(asked.consistentRead()), 0));
                });
            }
            case TransactWriteItemsRequest transaction ->
                unreported = unreported.plus(
                        new Capacity(0, 0, attributes.getAttribute(TRANSACTION_UNITS) - reported.writeUnits()));
            default -> {}
        }
    }

    private static double unitsOfAMiss(@Nullable Boolean consistentRead) {
        return Boolean.TRUE.equals(consistentRead) ? 1 : 0.5;
    }

    @Override
    public synchronized void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        meter.onExecutionFailure(context, attributes);
    }
}
