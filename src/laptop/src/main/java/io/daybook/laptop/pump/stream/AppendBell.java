package io.daybook.laptop.pump.stream;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * Rings when this process has put an item into a table, so that the table's stream is read soon although it is polled
 * seldom. Items that other processes put there are found by polling.
 */
public final class AppendBell implements ExecutionInterceptor {
    private volatile @Nullable Wire wire;

    private record Wire(String table, Runnable ring) {}

    /** From now on it rings for this table. */
    public void connect(String table, Runnable ring) {
        wire = new Wire(table, ring);
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        var connected = wire;
        if (connected != null && puts(context.request(), connected.table())) {
            connected.ring().run();
        }
    }

    private static boolean puts(SdkRequest request, String table) {
        return switch (request) {
            case PutItemRequest put -> put.tableName().equals(table);
            case TransactWriteItemsRequest transaction ->
                transaction.transactItems().stream()
                        .map(TransactWriteItem::put)
                        .flatMap(put -> Optional.ofNullable(put).map(Put::tableName).stream())
                        .anyMatch(table::equals);
            default -> false;
        };
    }
}
