package io.daybook.runtime.http;

import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.job.DynamoJobTable;
import io.daybook.adapter.dynamodb.store.DynamoEventScan;
import io.daybook.adapter.dynamodb.store.DynamoEventStore;
import io.daybook.fixture.JobsApi;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.work.CostMeter;
import io.daybook.runtime.wiring.Stores;
import io.daybook.testtools.DynamoDbForTests;
import org.junit.jupiter.api.AfterAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The same on the tables and indexes of the template. Rows are in memory, because others' streams are scanned, too. */
final class DynamoJobsTest extends JobContract {
    private static final DynamoDbClient CLIENT = DynamoDbForTests.client();
    private static final Tables TABLES = Tables.ofStack(DynamoDbForTests.STACK_NAME);

    DynamoJobsTest() {
        super(world());
    }

    private static World world() {
        var store = new DynamoEventStore(CLIENT, TABLES, Backoff.none());
        return new World(
                new JobsApi(
                        Stores.inMemory(store),
                        new DynamoJobTable(CLIENT, TABLES, Backoff.none()),
                        new DynamoEventScan(CLIENT, TABLES),
                        CostMeter.none()),
                store);
    }

    @AfterAll
    static void close() {
        CLIENT.close();
    }
}
