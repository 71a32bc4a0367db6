package io.daybook.adapter.dynamodb.store;

import static io.daybook.fixture.Commits.commit;
import static io.daybook.fixture.Commits.expecting;
import static io.daybook.fixture.Commits.newStream;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.dynamodb.Tables;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.command.Receipt;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.AppendResult;
import io.daybook.kernel.store.EventStore;
import io.daybook.testtools.DynamoDbForTests;
import io.daybook.testtools.FaultyDynamoDb;
import io.daybook.testtools.FaultyDynamoDb.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** What can only be seen in the requests: a database on one machine would forgive it. */
final class RequestsTest {
    private static final String EVENTS =
            Tables.ofStack(DynamoDbForTests.STACK_NAME).events();

    private final FaultyDynamoDb network = new FaultyDynamoDb();
    private final List<SdkRequest> sent = new ArrayList<>();
    private final DynamoDbClient client = DynamoDbForTests.clientBuilder()
            .httpClient(network)
            .overrideConfiguration(settings -> settings.addExecutionInterceptor(new ExecutionInterceptor() {
                @Override
                public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                    sent.add(context.request());
                }
            }))
            .build();
    private final EventStore store =
            new DynamoEventStore(client, Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none());
    private final StreamName stream = newStream();
    private final Append rich = new Append(
            commit(stream, 1, 2, "c1"),
            Set.of("test#" + UUID.randomUUID()),
            Set.of("test#" + UUID.randomUUID()),
            new Receipt(stream, "c1", Outcome.Accepted.at(1)));

    @BeforeEach
    void everything_a_store_can_do() {
        store.append(rich);
        store.append(Append.of(commit(stream, 3, 1)));
        store.append(expecting(stream, 1, 1));
        store.append(expecting(stream, 3, 1));
        store.append(expecting(stream, 4, 1));
        store.settle(new Receipt(stream, "c9", new Outcome.NotFound()));
        store.readForward(stream, 2, EventStore.PAGE_COMMITS_MAX);
        store.readBackward(stream, 2, EventStore.PAGE_COMMITS_MAX);
        store.readAfter(stream, 2, EventStore.PAGE_COMMITS_MAX);
        store.last(stream);
    }

    @AfterEach
    void close() {
        client.close();
        network.close();
    }

    @Test
    void every_read_is_strongly_consistent_and_limited() {
        assertThat(sent(QueryRequest.class)).hasSizeGreaterThan(8).allSatisfy(query -> {
            assertThat(query.consistentRead()).isTrue();
            assertThat(query.limit()).isBetween(1, 200);
        });
    }

    @Test
    void nothing_is_written_to_the_event_table_but_new_items() {
        var puts = sent(PutItemRequest.class).filter(put -> put.tableName().equals(EVENTS));
        assertThat(puts).hasSize(3).allMatch(put -> put.conditionExpression().equals("attribute_not_exists(#stream)"));
        var actions = actions().map(TransactWriteItem::put).filter(put -> put != null && isOfEvents(put));
        assertThat(actions)
                .hasSize(1)
                .allMatch(put -> put.conditionExpression().equals("attribute_not_exists(#stream)"));
        assertThat(actions().filter(action -> action.delete() != null))
                .hasSize(1)
                .noneMatch(action -> action.delete().tableName().equals(EVENTS));
        assertThat(actions().filter(action -> action.update() != null)).isEmpty();
    }

    @Test
    void everything_asks_for_its_cost() {
        assertThat(sent(PutItemRequest.class)).allMatch(put -> put.returnConsumedCapacity() != null);
        assertThat(sent(QueryRequest.class)).allMatch(query -> query.returnConsumedCapacity() != null);
        assertThat(sent(TransactWriteItemsRequest.class))
                .allMatch(transaction -> transaction.returnConsumedCapacity() != null);
    }

    /** Without the token, a repetition would be recognised by the commit alone. */
    @Test
    void attempts_at_one_decision_have_one_token_and_two_decisions_two() {
        sent.clear();
        network.nextWrites(Fault.LOST_REQUEST, Fault.BUSY);
        var next = new Append(commit(stream, 6, 1), Set.of("test#" + UUID.randomUUID()), Set.of(), null);
        assertThat(store.append(next)).isInstanceOf(AppendResult.Appended.class);
        assertThat(tokens()).hasSize(3);
        assertThat(Set.copyOf(tokens())).hasSize(1);
        store.append(next);
        assertThat(Set.copyOf(tokens())).hasSize(2);
    }

    private List<String> tokens() {
        return sent(TransactWriteItemsRequest.class)
                .map(TransactWriteItemsRequest::clientRequestToken)
                .toList();
    }

    private Stream<TransactWriteItem> actions() {
        return sent(TransactWriteItemsRequest.class).flatMap(transaction -> transaction.transactItems().stream());
    }

    private static boolean isOfEvents(Put put) {
        return put.tableName().equals(EVENTS);
    }

    private <R> Stream<R> sent(Class<R> type) {
        return sent.stream().filter(type::isInstance).map(type::cast);
    }
}
