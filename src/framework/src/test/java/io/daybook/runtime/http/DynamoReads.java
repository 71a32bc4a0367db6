package io.daybook.runtime.http;

import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.project.DynamoReadTables;
import io.daybook.fixture.ReadApi;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.rows.ReadTable;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.rows.TallyTable;
import io.daybook.kernel.store.StateCodec;
import io.daybook.runtime.wiring.Model;
import io.daybook.testtools.DynamoDbForTests;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Queries on DynamoDB Local. */
final class DynamoReads {
    private DynamoReads() {}

    /** Rows of no other test: they are kept apart by the name of their projection. */
    static ReadApi fresh(DynamoDbClient client, Model model) {
        var tables = new DynamoReadTables(client, Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none());
        var mark = "-" + UUID.randomUUID().toString().substring(0, 8);
        return new ReadApi(model, new ReadTables() {
            @Override
            public <R> ReadTable<R> open(String table, String projection, StateCodec<R> codec) {
                return tables.open(table, projection + mark, codec);
            }

            @Override
            public <R> TallyTable<R> openTally(String table, String projection, StateCodec<R> codec) {
                return tables.openTally(table, projection + mark, codec);
            }
        });
    }
}
