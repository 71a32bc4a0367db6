package io.daybook.adapter.dynamodb.generation;

import io.daybook.adapter.dynamodb.Tables;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.generation.GenerationTable;
import io.daybook.kernel.generation.GenerationTableContract;
import io.daybook.testtools.DynamoDbForTests;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoGenerationTableTest extends GenerationTableContract {
    private static final DynamoDbClient CLIENT = DynamoDbForTests.client();

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    /** All tests share one item, which is removed first. */
    @Override
    protected GenerationTable fresh() {
        var tables = Tables.ofStack(DynamoDbForTests.STACK_NAME);
        CLIENT.deleteItem(
                delete -> delete.tableName(tables.projections()).key(Map.of("item", AttributeValue.fromS("pointers"))));
        return new DynamoGenerationTable(CLIENT, tables, Backoff.none());
    }
}
