package io.daybook.kernel.project;

import io.daybook.fixture.ProjectionSchedule;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.memory.MemoryParkedStreams;
import io.daybook.kernel.memory.MemoryReadTables;
import io.daybook.testtools.ForAll;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Promise 4: whatever happens to the records, each row reflects each event exactly once. */
final class ProjectionScheduleTest {
    @Test
    void rows_are_exact_whatever_happens_to_the_records() {
        ForAll.seeds(3_000, random -> schedule(random, 4, false));
    }

    @Test
    void rows_are_exact_where_one_event_adds_to_more_rows_than_a_transaction_takes() {
        ForAll.seeds(300, random -> schedule(random, 250, false));
    }

    @Test
    void rows_are_exact_with_deliveries_at_once() {
        ForAll.seeds(150, random -> schedule(random, 120, true));
    }

    private static void schedule(Random random, int rowsMax, boolean inThreads) {
        new ProjectionSchedule(
                        random,
                        new MemoryEventStore(),
                        new MemoryReadTables(),
                        new MemoryParkedStreams(),
                        rowsMax,
                        inThreads)
                .run(10 + random.nextInt(40));
    }
}
