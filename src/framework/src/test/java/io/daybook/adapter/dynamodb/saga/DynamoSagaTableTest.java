package io.daybook.adapter.dynamodb.saga;

import io.daybook.adapter.dynamodb.Tables;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.saga.SagaListsContract;
import io.daybook.kernel.saga.SagaTable;
import io.daybook.kernel.saga.SagaTableContract;
import io.daybook.testtools.DynamoDbForTests;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Nested;

/** The saga table on DynamoDB keeps the contract. */
final class DynamoSagaTableTest {
    private static final SagaTable TABLE = new DynamoSagaTable(
            DynamoDbForTests.client(),
            Tables.ofStack(DynamoDbForTests.STACK_NAME),
            new Backoff(Duration.ofMillis(10), Duration.ofSeconds(1), new Random(), Backoff.Sleeper.thread()));

    @Nested
    final class Instances extends SagaTableContract {
        @Override
        protected SagaTable table() {
            return TABLE;
        }
    }

    @Nested
    final class Lists extends SagaListsContract {
        @Override
        protected SagaTable table() {
            return TABLE;
        }
    }
}
