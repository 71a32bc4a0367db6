package io.daybook.adapter.dynamodb.saga;

import static io.daybook.kernel.saga.SagaRows.started;
import static io.daybook.kernel.saga.SagaRows.steps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.daybook.adapter.dynamodb.Tables;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.saga.SagaRows;
import io.daybook.kernel.saga.SagaTable;
import io.daybook.testtools.DynamoDbForTests;
import io.daybook.testtools.FaultyDynamoDb;
import io.daybook.testtools.FaultyDynamoDb.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** What can only be seen in the requests of sagas: a database on one machine would forgive it. */
final class SagaRequestsTest {
    private final FaultyDynamoDb network = new FaultyDynamoDb();
    private final List<SdkRequest> sent = Collections.synchronizedList(new ArrayList<>());
    private final DynamoDbClient client = DynamoDbForTests.clientBuilder()
            .httpClient(network)
            .overrideConfiguration(settings -> settings.addExecutionInterceptor(new ExecutionInterceptor() {
                @Override
                public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                    sent.add(context.request());
                }
            }))
            .build();
    private final SagaTable table =
            new DynamoSagaTable(client, Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none());
    private final String saga = "s" + UUID.randomUUID();

    @AfterEach
    void close() {
        client.close();
        network.close();
    }

    @Test
    void rows_and_history_are_read_strongly_consistent_and_indexes_cannot_be() {
        table.save(started(saga, "a"), steps(1, 3));
        table.read(saga, "a");
        table.history(saga, "a", 2, 10);
        table.atStep(saga, SagaRows.STEP, null, 10);
        table.due(SagaRows.AT, 10);
        assertThat(sent(GetItemRequest.class)).hasSize(1).allMatch(GetItemRequest::consistentRead);
        assertThat(sent(BatchGetItemRequest.class))
                .hasSize(1)
                .allMatch(batch -> batch.requestItems().values().stream().allMatch(keys -> keys.consistentRead()));
        var queries = sent(QueryRequest.class).toList();
        assertThat(queries)
                .filteredOn(query -> query.indexName() == null)
                .hasSize(2)
                .allMatch(QueryRequest::consistentRead);
        assertThat(queries).filteredOn(query -> query.indexName() != null).hasSize(16);
        assertThat(queries).allMatch(query -> query.limit() <= SagaTable.PAGE_MAX + 1);
    }

    @Test
    void a_save_is_one_request_and_every_row_is_written_on_a_condition() {
        var first = table.save(started(saga, "a"), List.of()).orElseThrow();
        table.save(first, steps(1, 25));
        assertThat(sent).hasSize(2);
        assertThat(sent(PutItemRequest.class))
                .allMatch(put -> put.conditionExpression().equals("attribute_not_exists(#revision)"));
        assertThat(sent(TransactWriteItemsRequest.class).flatMap(transaction -> transaction.transactItems().stream()))
                .extracting(TransactWriteItem::put)
                .extracting(put -> put.item().get(SagaItems.ITEM).s(), put -> String.valueOf(put.conditionExpression()))
                .containsExactly(tuple(SagaItems.ROW, "#revision = :revision"), tuple("000000000001", "null"));
    }

    @Test
    void attempts_at_one_save_have_one_token_and_two_saves_two() {
        network.nextWrites(Fault.LOST_REQUEST, Fault.BUSY);
        var row = table.save(started(saga, "a"), steps(1, 1)).orElseThrow();
        assertThat(tokens()).hasSize(3);
        assertThat(tokens().stream().distinct()).hasSize(1);
        table.save(row, steps(2, 2));
        assertThat(tokens().stream().distinct()).hasSize(2);
    }

    @Test
    void everything_asks_for_its_cost() {
        var row = table.save(started(saga, "a"), List.of()).orElseThrow();
        table.save(row, steps(1, 1));
        table.read(saga, "a");
        table.atStep(saga, SagaRows.STEP, null, 10);
        assertThat(sent(PutItemRequest.class)).allMatch(put -> put.returnConsumedCapacity() != null);
        assertThat(sent(TransactWriteItemsRequest.class)).allMatch(write -> write.returnConsumedCapacity() != null);
        assertThat(sent(GetItemRequest.class)).allMatch(get -> get.returnConsumedCapacity() != null);
        assertThat(sent(BatchGetItemRequest.class)).allMatch(get -> get.returnConsumedCapacity() != null);
        assertThat(sent(QueryRequest.class)).allMatch(query -> query.returnConsumedCapacity() != null);
    }

    private List<String> tokens() {
        return sent(TransactWriteItemsRequest.class)
                .map(TransactWriteItemsRequest::clientRequestToken)
                .toList();
    }

    private <R> Stream<R> sent(Class<R> type) {
        return sent.stream().filter(type::isInstance).map(type::cast);
    }
}
