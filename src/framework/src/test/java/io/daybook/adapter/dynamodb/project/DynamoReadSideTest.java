package io.daybook.adapter.dynamodb.project;

import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.consume.DynamoOperatorTable;
import io.daybook.adapter.dynamodb.consume.DynamoParkedStreams;
import io.daybook.adapter.dynamodb.consume.DynamoStreamCursors;
import io.daybook.kernel.consume.StreamCursors;
import io.daybook.kernel.consume.StreamCursorsContract;
import io.daybook.kernel.deliver.ParkedStreams;
import io.daybook.kernel.deliver.ParkedStreamsContract;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.operate.OperatorTable;
import io.daybook.kernel.operate.OperatorTableContract;
import io.daybook.kernel.rows.ReadTableContract;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.rows.RemovalContract;
import io.daybook.kernel.rows.TallyTableContract;
import io.daybook.testtools.DynamoDbForTests;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What the read side keeps on DynamoDB keeps the contracts. */
final class DynamoReadSideTest {
    private static final DynamoDbClient CLIENT = DynamoDbForTests.client();

    /** Sixteen at once on one item need some pause between their attempts. */
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(5), Duration.ofMillis(200), new Random(1), Backoff.Sleeper.thread());

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    @Nested
    final class Rows extends ReadTableContract {
        @Override
        protected ReadTables tables() {
            return new DynamoReadTables(CLIENT, Tables.ofStack(DynamoDbForTests.STACK_NAME), BACKOFF);
        }
    }

    @Nested
    final class Tallies extends TallyTableContract {
        @Override
        protected ReadTables tables() {
            return new DynamoReadTables(CLIENT, Tables.ofStack(DynamoDbForTests.STACK_NAME), BACKOFF);
        }
    }

    @Nested
    final class Removals extends RemovalContract {
        @Override
        protected ReadTables tables() {
            return new DynamoReadTables(CLIENT, Tables.ofStack(DynamoDbForTests.STACK_NAME), BACKOFF);
        }
    }

    @Nested
    final class Markers extends ParkedStreamsContract {
        @Override
        protected ParkedStreams parked() {
            return new DynamoParkedStreams(CLIENT, Tables.ofStack(DynamoDbForTests.STACK_NAME), BACKOFF);
        }
    }

    @Nested
    final class Operators extends OperatorTableContract {
        @Override
        protected OperatorTable operators() {
            return new DynamoOperatorTable(CLIENT, Tables.ofStack(DynamoDbForTests.STACK_NAME), BACKOFF);
        }
    }

    @Nested
    final class Cursors extends StreamCursorsContract {
        @Override
        protected StreamCursors cursors() {
            return new DynamoStreamCursors(CLIENT, Tables.ofStack(DynamoDbForTests.STACK_NAME), BACKOFF);
        }
    }
}
