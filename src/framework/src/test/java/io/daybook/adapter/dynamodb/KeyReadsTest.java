package io.daybook.adapter.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.adapter.dynamodb.consume.ProgressItems;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.failure.StoreThrottledException;
import io.daybook.testtools.DynamoDbForTests;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** DynamoDB may leave keys out of an answer, which DynamoDB Local does only for more than 16 MB. */
final class KeyReadsTest {
    private static final String TABLE =
            Tables.ofStack(DynamoDbForTests.STACK_NAME).projections();

    private final String run = UUID.randomUUID().toString();
    private final AtomicInteger answers = new AtomicInteger();

    @Test
    void keys_that_an_answer_leaves_out_are_asked_for_again() {
        try (var client = client(answer -> answer <= 3)) {
            var items = IntStream.range(0, 10).mapToObj(this::item).toList();
            items.forEach(item -> client.putItem(put -> put.tableName(TABLE).item(item)));
            assertThat(new KeyReads(client, Backoff.none()).getAll(TABLE, items, true))
                    .containsExactlyInAnyOrderElementsOf(items);
            assertThat(answers).hasValue(4);
        }
    }

    @Test
    void answers_that_always_leave_keys_out_are_a_throttle() {
        try (var client = client(answer -> true)) {
            assertThatThrownBy(() -> new KeyReads(client, Backoff.none()).getAll(TABLE, List.of(item(0)), true))
                    .isInstanceOf(StoreThrottledException.class);
        }
    }

    private Map<String, AttributeValue> item(int number) {
        return Map.of(ProgressItems.ITEM, Attributes.text("test#" + run + "#" + number));
    }

    /** @param isPartial whether the answer of this number has the last of its keys left out */
    private DynamoDbClient client(IntPredicate isPartial) {
        return DynamoDbForTests.clientBuilder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(settings -> settings.addExecutionInterceptor(new ExecutionInterceptor() {
                    @Override
                    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
                        return context.request() instanceof BatchGetItemRequest request
                                        && isPartial.test(answers.incrementAndGet())
                                ? partial(request, (BatchGetItemResponse) context.response())
                                : context.response();
                    }
                }))
                .build();
    }

    private static BatchGetItemResponse partial(BatchGetItemRequest request, BatchGetItemResponse whole) {
        var last = request.requestItems().get(TABLE).keys().getLast();
        return whole.toBuilder()
                .responses(Map.of(
                        TABLE,
                        whole.responses().get(TABLE).stream()
                                .filter(item -> !item.equals(last))
                                .toList()))
                .unprocessedKeys(Map.of(
                        TABLE,
                        KeysAndAttributes.builder()
                                .keys(last)
                                .consistentRead(true)
                                .build()))
                .build();
    }
}
