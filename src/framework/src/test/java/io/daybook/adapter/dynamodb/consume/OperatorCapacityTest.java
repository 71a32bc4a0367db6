package io.daybook.adapter.dynamodb.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.dynamodb.Ledger;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.capacity.Capacity;
import io.daybook.fixture.Commits;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.deliver.Consumers;
import io.daybook.kernel.deliver.ParkedStreams;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.operate.Instructions;
import io.daybook.kernel.operate.OperatorTable;
import io.daybook.kernel.operate.Pause;
import io.daybook.kernel.operate.Skip;
import io.daybook.kernel.shared.Recent;
import io.daybook.kernel.signal.Signals;
import io.daybook.testtools.DynamoDbForTests;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What operators' decisions cost those who deliver. The page on costs says the same. */
final class OperatorCapacityTest {
    private static final Ledger LEDGER = new Ledger();
    private static final DynamoDbClient CLIENT = DynamoDbForTests.clientBuilder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(settings -> settings.addExecutionInterceptor(LEDGER))
            .build();
    private static final Tables TABLES = Tables.ofStack(DynamoDbForTests.STACK_NAME);

    private final OperatorTable operators = new DynamoOperatorTable(CLIENT, TABLES, Backoff.none());
    private final ParkedStreams parked = new DynamoParkedStreams(CLIENT, TABLES, Backoff.none());
    private final String name = "c-" + UUID.randomUUID();
    private final StreamName stream = Commits.newStream();
    private Instant now = Instant.parse("2026-11-23T08:00:00Z");
    private final Instructions instructions = new Instructions(operators, () -> now);
    private Progress progress = Progress.APPLIED;
    private final Consumers consumers =
            new Consumers(List.of(new Scripted()), parked, () -> now, 4, failure -> {}, Signals.NONE, instructions);

    /** Costs nothing itself. */
    private final class Scripted implements StreamConsumer {
        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean follows(StreamName any) {
            return true;
        }

        @Override
        public Progress apply(StreamName any, List<Commit> delivered, Deadline deadline) {
            return progress;
        }

        @Override
        public StreamConsumer passingOver(StreamName any, Set<Long> versions) {
            progress = Progress.APPLIED;
            return this;
        }
    }

    @AfterEach
    void leave_nothing_behind() {
        operators.resume(name);
        parked.find(name, stream).ifPresent(parked::remove);
    }

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    /** How many read units it is depends on how many events were skipped. */
    @Test
    void all_deliveries_of_five_seconds_are_one_read_together() {
        for (int seconds = 0; seconds < 10; seconds += 5) {
            var first = cost();
            assertThat(first).isEqualTo(new Capacity(1, first.readUnits(), 0));
            now = now.plus(Recent.AGE_MAX).minusMillis(1);
            IntStream.range(0, 100).forEach(batch -> assertThat(cost()).isEqualTo(Capacity.NONE));
            now = now.plusMillis(1);
        }
    }

    @Test
    void a_poison_event_that_is_skipped_is_one_small_read_more() {
        cost();
        operators.skip(new Skip(name, stream, 3, "not worth a release", "ada", now));
        progress = new Progress.Poisoned(3, "no way");
        assertThat(cost()).isEqualTo(new Capacity(1, 1, 0));
        assertThat(parked.find(name, stream)).isEmpty();
    }

    /** A mark is a read and a write with a place in the index; a mark that moves leaves its place there. */
    @Test
    void each_stream_that_is_delivered_to_a_paused_consumer_is_two_requests() {
        operators.pause(name, new Pause("a bad release", "ada", now));
        instructions.paused();
        assertThat(cost()).isEqualTo(new Capacity(2, 1, 2));
        now = now.plusMillis(1);
        assertThat(cost()).isEqualTo(new Capacity(2, 1, 3));
    }

    private Capacity cost() {
        return LEDGER.of(() -> assertThat(consumers.deliver(Map.of(stream, List.of()), Deadline.none()))
                .isEmpty());
    }
}
