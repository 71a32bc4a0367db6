package io.daybook.laptop;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.EventStore;
import io.daybook.testtools.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the console of a laptop shows of a failure behind the event table's stream. */
@QuarkusTest
class VisibleFailureTest {
    private final Queue<LogRecord> records = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            records.add(logged);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @Inject
    EventStore store;

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(handler);
    }

    @AfterEach
    void leave() {
        Logger.getLogger("").removeHandler(handler);
    }

    @Test
    void an_event_that_no_projection_can_read_leaves_one_error_for_each_that_follows_its_stream() {
        var stream = new StreamName("purse", UUID.randomUUID().toString());
        store.append(Append.of(Commits.commit(
                stream,
                1,
                List.of(new EncodedEvent(UUID.randomUUID().toString(), "PurseFrozen", 1, "{}")),
                new EventMetadata(UUID.randomUUID().toString(), "r", "r", null, Commits.AT, "test-1"))));
        Eventually.equal(2, () -> parkings(stream).size());
        assertThat(parkings(stream))
                .extracting(line -> line.getMessage().replaceAll(".* consumer=([a-z]+) .*", "$1"))
                .containsExactlyInAnyOrder("purses", "openings");
        var line = parkings(stream).stream()
                .filter(logged -> logged.getMessage().contains(" consumer=purses "))
                .findFirst()
                .orElseThrow();
        assertThat(line.getLevel().intValue()).isGreaterThanOrEqualTo(Level.SEVERE.intValue());
        assertThat(line.getMessage())
                .endsWith(" failure=parked consumer=purses stream=" + stream + " version=1 correlation_id=r");
        assertThat(line.getThrown()).hasStackTraceContaining("PurseFrozen");
    }

    private List<LogRecord> parkings(StreamName stream) {
        return records.stream()
                .filter(logged -> String.valueOf(logged.getMessage()).contains(stream.toString()))
                .filter(logged -> logged.getMessage().contains(" failure=parked "))
                .toList();
    }
}
