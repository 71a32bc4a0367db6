package io.daybook.adapter.dynamodb;

import io.daybook.kernel.saga.SagaTable;
import io.daybook.kernel.store.Backoff;
import io.daybook.testing.DynamoDbForTests;
import io.daybook.testing.SagaTableContract;
import java.time.Duration;
import java.util.Random;

/** The saga table on DynamoDB keeps the contract. */
final class DynamoSagaTableTest extends SagaTableContract {
    private static final SagaTable TABLE = new DynamoSagaTable(
            DynamoDbForTests.client(),
            DynamoDbForTests.TABLES,
            new Backoff(Duration.ofMillis(10), Duration.ofSeconds(1), new Random(), Backoff.Sleeper.thread()));

    @Override
    protected SagaTable table() {
        return TABLE;
    }
}
