package io.daybook.adapter.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.testing.DynamoDbForTests;
import io.daybook.testing.SagaRows;
import io.daybook.kernel.saga.*;
import io.daybook.kernel.store.Backoff;
import java.util.*;
import java.time.*;
import org.junit.jupiter.api.*;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.*;

final class SagaCapacityTest {
    @Test
    void probe() {
        var c = DynamoDbForTests.client();
        for (var pending : new int[]{1, 5, 25}) {
            var row = SagaRows.waiting("s" + UUID.randomUUID(), "a", pending, "{}");
            var item = SagaItems.ofRow(row, 1);
            System.out.println(pending + " bytes " + ItemSize.bytes(item) + " compact " + ItemSize.bytes(Compression.compact(item, "pending")));
            System.out.println(c.putItem(p -> p.tableName("daybook-sagas").item(item).returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)).consumedCapacity());
            System.out.println(c.transactWriteItems(t -> t.transactItems(TransactWriteItem.builder().put(p -> p.tableName("daybook-sagas").item(SagaItems.ofRow(SagaRows.atStep(row, "x"), 2))).build()).returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)).consumedCapacity());
            var step = SagaItems.ofStep("s", "a", SagaRows.step(1));
            System.out.println("step " + ItemSize.bytes(step));
        }
        System.out.println(c.query(q -> q.tableName("daybook-sagas").indexName("due").keyConditionExpression("duePart = :p").expressionAttributeValues(Map.of(":p", Items.number(7))).returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)).consumedCapacity());
        System.out.println(c.query(q -> q.tableName("daybook-sagas").indexName("due").keyConditionExpression("duePart = :p").expressionAttributeValues(Map.of(":p", Items.number(2))).returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)).consumedCapacity());
    }
}
