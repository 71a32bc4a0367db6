package io.daybook.kernel.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.deliver.ParkedStream;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.memory.MemoryParkedStreams;
import io.daybook.kernel.memory.MemorySagaTable;
import io.daybook.kernel.saga.SagaInstance;
import io.daybook.kernel.saga.SagaRows;
import io.daybook.kernel.sweep.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final Instant NOW = SagaRows.AT.plusSeconds(7_200);

    private final MemoryParkedStreams parked = new MemoryParkedStreams();
    private final MemorySagaTable sagas = new MemorySagaTable();

    @Test
    void where_nothing_waits_everything_is_zero() {
        assertThat(backlog()).isEqualTo(new Backlog(0, Duration.ZERO, 0, Duration.ZERO));
    }

    /** The one that was parked first may be the last to be tried again. */
    @Test
    void all_pages_of_parked_streams_are_counted_but_those_of_paused_consumers() {
        for (int number = 1; number <= 250; number++) {
            park("rows", number, "no way", NOW.minusSeconds(number));
        }
        park("paused", 1, ParkedStream.PAUSED, NOW.minusSeconds(9_000));
        assertThat(backlog()).isEqualTo(new Backlog(250, Duration.ofSeconds(250), 0, Duration.ZERO));
    }

    @Test
    void stuck_instances_of_all_sagas_are_counted() {
        for (int number = 1; number <= 150; number++) {
            sagas.save(stuck("journey", "t" + number), List.of());
        }
        sagas.save(stuck("errand", "t1"), List.of());
        sagas.save(SagaRows.resting("errand", "t2"), List.of());
        assertThat(backlog()).isEqualTo(new Backlog(0, Duration.ZERO, 151, Duration.ZERO));
    }

    @Test
    void the_instance_that_has_been_due_longest_counts() {
        sagas.save(SagaRows.started("journey", "t1").withDueAt(NOW.minusSeconds(5)), List.of());
        sagas.save(SagaRows.started("journey", "t2").withDueAt(NOW.minusSeconds(600)), List.of());
        sagas.save(SagaRows.started("journey", "t3").withDueAt(NOW.plusSeconds(5)), List.of());
        assertThat(backlog()).isEqualTo(new Backlog(0, Duration.ZERO, 0, Duration.ofSeconds(600)));
    }

    private Backlog backlog() {
        return Backlog.at(NOW, parked, sagas, List.of("journey", "errand"));
    }

    private void park(String consumer, int number, String error, Instant since) {
        var stream = new StreamName("test", Integer.toString(number));
        parked.park(new ParkedStream(consumer, stream, 1, error, since, 0, NOW.plusSeconds(1_000 - number)));
    }

    private static SagaInstance stuck(String saga, String id) {
        var resting = SagaRows.resting(saga, id);
        return new SagaInstance(
                saga,
                id,
                0,
                resting.origin(),
                resting.state(),
                "stuck",
                false,
                resting.work(),
                new SagaInstance.Trouble(0, null, "nobody knows the way"),
                null);
    }
}
