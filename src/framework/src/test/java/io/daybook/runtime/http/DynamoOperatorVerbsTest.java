package io.daybook.runtime.http;

import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.consume.DynamoOperatorTable;
import io.daybook.adapter.dynamodb.consume.DynamoParkedStreams;
import io.daybook.kernel.deliver.ParkedStreams;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.operate.OperatorTable;
import io.daybook.testtools.DynamoDbForTests;
import org.junit.jupiter.api.AfterAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The verbs of operators, on DynamoDB Local. */
final class DynamoOperatorVerbsTest extends OperatorVerbsContract {
    private static final DynamoDbClient CLIENT = DynamoDbForTests.client();
    private static final Tables TABLES = Tables.ofStack(DynamoDbForTests.STACK_NAME);

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    @Override
    OperatorTable operators() {
        return new DynamoOperatorTable(CLIENT, TABLES, Backoff.none());
    }

    @Override
    ParkedStreams parked() {
        return new DynamoParkedStreams(CLIENT, TABLES, Backoff.none());
    }
}
