package io.daybook.adapter.dynamodb.job;

import io.daybook.adapter.dynamodb.Tables;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.job.JobTable;
import io.daybook.kernel.job.JobTableContract;
import io.daybook.testtools.DynamoDbForTests;
import org.junit.jupiter.api.AfterAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Jobs on DynamoDB keep the contract. */
final class DynamoJobTableTest extends JobTableContract {
    private static final DynamoDbClient CLIENT = DynamoDbForTests.client();

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    @Override
    protected JobTable table() {
        return new DynamoJobTable(CLIENT, Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none());
    }
}
