package io.daybook.adapter.dynamodb.project;

import io.daybook.adapter.dynamodb.FaultyStore;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.consume.DynamoParkedStreams;
import io.daybook.fixture.ProjectionSchedule;
import io.daybook.kernel.failure.Backoff;
import io.daybook.testtools.DynamoDbForTests;
import io.daybook.testtools.FaultyDynamoDb.Fault;
import io.daybook.testtools.ForAll;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The random schedules of the read side on DynamoDB, with faults on the way there besides. */
final class DynamoProjectionScheduleTest {
    private static final FaultyStore FAULTY = FaultyStore.make();

    @AfterAll
    static void close() {
        FAULTY.close();
    }

    @Test
    void rows_are_exact_whatever_happens_to_records_and_requests() {
        ForAll.seeds(50, random -> schedule(random, 4, false));
    }

    @Test
    void rows_are_exact_where_one_event_adds_to_more_rows_than_a_transaction_takes() {
        ForAll.seeds(3, random -> schedule(random, 250, false));
    }

    @Test
    void rows_are_exact_with_deliveries_at_once() {
        ForAll.seeds(5, random -> schedule(random, 4, true));
    }

    private static void schedule(Random random, int rowsMax, boolean inThreads) {
        FAULTY.network().follow(new Weather(new Random(random.nextLong()))::next);
        new ProjectionSchedule(
                        random,
                        FAULTY.store(),
                        new DynamoReadTables(
                                FAULTY.client(), Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none()),
                        new DynamoParkedStreams(
                                FAULTY.client(), Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none()),
                        rowsMax,
                        inThreads)
                .run(10 + random.nextInt(20));
    }

    /** Faults at random, but never two in a row, so that what is tried again is done in the end. */
    private static final class Weather {
        private static final Fault[] FAULTS = {
            Fault.LOST_ANSWER,
            Fault.LATE,
            Fault.ERROR_AFTER,
            Fault.ERROR_BEFORE,
            Fault.LOST_REQUEST,
            Fault.THROTTLED,
            Fault.BUSY
        };

        private final Random random;
        private boolean fair = true;

        Weather(Random random) {
            this.random = random;
        }

        Fault next(String operation) {
            fair = !fair || random.nextInt(10) > 0 || operation.equals("Query") || operation.endsWith("GetItem");
            return fair ? Fault.NONE : FAULTS[random.nextInt(FAULTS.length)];
        }
    }
}
