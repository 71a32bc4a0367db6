package io.daybook.laptop.pump.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.store.DynamoEventStore;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.store.Append;
import io.daybook.laptop.Commits;
import io.daybook.testtools.DynamoDbForTests;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

class AppendBellTest {
    private final AtomicInteger rings = new AtomicInteger();
    private DynamoDbClient client;
    private DynamoEventStore store;

    @BeforeEach
    void connect() {
        var bell = new AppendBell();
        client = DynamoDbForTests.clientBuilder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(bell))
                .build();
        store = new DynamoEventStore(client, Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none());
        store.append(Append.of(Commits.commit(Commits.newStream(), 1, 1)));
        bell.connect(Tables.ofStack(DynamoDbForTests.STACK_NAME).events(), rings::incrementAndGet);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void it_rings_for_an_append_and_for_a_transaction_of_several() {
        store.append(Append.of(Commits.commit(Commits.newStream(), 1, 1)));
        assertThat(rings).hasValue(1);
        var stream = Commits.newStream();
        store.append(new Append(Commits.commit(stream, 1, 1), Set.of("test#" + stream), Set.of(), null));
        assertThat(rings).hasValue(2);
    }

    @Test
    void it_does_not_ring_for_reads_other_tables_and_what_was_refused() {
        var stream = Commits.newStream();
        store.readAfter(stream, 0, 1);
        var other = Map.of("claim", AttributeValue.fromS(stream.toString()));
        client.putItem(
                put -> put.tableName(Tables.ofStack(DynamoDbForTests.STACK_NAME).claims())
                        .item(other));
        assertThat(catchThrowable(() -> client.putItem(put -> put.tableName(
                                Tables.ofStack(DynamoDbForTests.STACK_NAME).events())
                        .item(Map.of(
                                "stream", AttributeValue.fromS(stream.toString()),
                                "version", AttributeValue.fromN("1")))
                        .conditionExpression("attribute_exists(version)"))))
                .isInstanceOf(ConditionalCheckFailedException.class);
        assertThat(rings).hasValue(0);
    }
}
