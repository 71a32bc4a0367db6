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
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Queries on DynamoDB Local. */
final class DynamoReads {
    private DynamoReads() {}

    /** Rows of no other test: they are kept apart by the name of their projection. */
    static ReadApi fresh(DynamoDbClient client, Model model) {
        return new ReadApi(model, tables(client));
    }

    /** Likewise. */
    static ReadTables tables(DynamoDbClient client) {
        var tables = new DynamoReadTables(client, Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none());
        var mark = "-" + UUID.randomUUID().toString().substring(0, 8);
        return new ReadTables() {
            @Override
            public <R> ReadTable<R> open(Place place, StateCodec<R> codec) {
                return tables.open(marked(place), codec);
            }

            @Override
            public <R> TallyTable<R> openTally(Place place, StateCodec<R> codec) {
                return tables.openTally(marked(place), codec);
            }

            @Override
            public Removed remove(Place place, int part, int of, @Nullable String after) {
                return tables.remove(marked(place), part, of, after);
            }

            private Place marked(Place place) {
                return new Place(place.table(), place.projection() + mark, place.generation());
            }
        };
    }
}
