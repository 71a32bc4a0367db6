package io.daybook.adapter.dynamodb;

import io.daybook.kernel.project.IndexKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Looks into all parts of an index of few values at the same time. */
final class Parts {
    private Parts() {}

    /**
     * @param query of one part: 0..{@link IndexKey#PARTS}-1
     * @return what one page of each part holds; to be merged
     * @throws io.daybook.kernel.store.StoreException if any of them could not be read
     */
    static List<Map<String, AttributeValue>> query(DynamoDbClient client, IntFunction<QueryRequest> query) {
        var pages = IntStream.range(0, IndexKey.PARTS)
                .mapToObj(query)
                .map(request -> CompletableFuture.supplyAsync(
                        () -> client.query(request).items(), task -> Thread.startVirtualThread(task)))
                .toList();
        return pages.stream().flatMap(page -> join(page).stream()).toList();
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof SdkException cause ? Failure.toStoreException(cause) : e;
        }
    }
}
