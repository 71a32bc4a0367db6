package io.daybook.adapter.dynamodb;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * What requests cost, as DynamoDB says; but where DynamoDB Local reports too little, as the rule has it. A transaction
 * takes two write units for every started kilobyte of every item, and a read that finds nothing takes as much as one
 * that finds a little: one read unit if it is strongly consistent, else half of one.
 * Source: DynamoDB Developer Guide, "DynamoDB read and write operations".
 */
final class Ledger implements ExecutionInterceptor {
    private static final int UNITS_OF_A_SMALL_ITEM = 1;

    private final CapacityMeter meter = new CapacityMeter();
    private final List<TransactWriteItemsRequest> transactions = new ArrayList<>();
    private Capacity transactionsReported = Capacity.NONE;
    private Capacity emptyReads = Capacity.NONE;

    /** What the work cost, in whatever threads it sent its requests. */
    Capacity of(Runnable work) {
        var before = begin();
        work.run();
        return since(before);
    }

    private synchronized Capacity begin() {
        transactions.clear();
        transactionsReported = Capacity.NONE;
        emptyReads = Capacity.NONE;
        return meter.total();
    }

    private synchronized Capacity since(Capacity before) {
        int units = transactions.stream()
                .flatMap(transaction -> transaction.transactItems().stream())
                .mapToInt(action -> 2 * units(action))
                .sum();
        return meter.total()
                .minus(before)
                .plus(emptyReads)
                .minus(transactionsReported)
                .plus(new Capacity(0, 0, units));
    }

    private static int units(TransactWriteItem action) {
        return action.put() == null
                ? UNITS_OF_A_SMALL_ITEM
                : ItemSize.writeUnits(action.put().item());
    }

    @Override
    public synchronized void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        meter.beforeTransmission(context, attributes);
        if (context.request() instanceof TransactWriteItemsRequest transaction) {
            transactions.add(transaction);
        }
    }

    @Override
    public synchronized void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        var before = meter.total();
        meter.afterExecution(context, attributes);
        if (context.request() instanceof QueryRequest query && meter.total().equals(before)) {
            emptyReads = emptyReads.plus(new Capacity(0, Boolean.TRUE.equals(query.consistentRead()) ? 1 : 0.5, 0));
        }
        if (context.request() instanceof TransactWriteItemsRequest) {
            transactionsReported = transactionsReported.plus(meter.total().minus(before));
        }
    }

    @Override
    public synchronized void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        meter.onExecutionFailure(context, attributes);
    }
}
