package io.daybook.adapter.dynamodb.generation;

import io.daybook.adapter.dynamodb.Tables;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.generation.GenerationTable;
import io.daybook.kernel.generation.GenerationTableContract;
import io.daybook.kernel.generation.Pointers;
import io.daybook.testtools.DynamoDbForTests;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoGenerationTableTest extends GenerationTableContract {
    private static final DynamoDbClient CLIENT = DynamoDbForTests.client();

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    /** All tests share one item, which is emptied first. */
    @Override
    protected GenerationTable fresh() {
        var table = new DynamoGenerationTable(CLIENT, Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none());
        var seen = table.read();
        table.replace(seen, new Pointers(Map.of(), Set.of(), seen.revision()));
        return table;
    }
}
