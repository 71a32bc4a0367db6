package io.daybook.adapter.dynamodb.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.dynamodb.Ledger;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.capacity.Capacity;
import io.daybook.fixture.Api;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.deliver.Consumers;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.generation.Generation;
import io.daybook.kernel.generation.GenerationTable;
import io.daybook.kernel.generation.Generations;
import io.daybook.kernel.generation.Pointers;
import io.daybook.kernel.generation.Signs;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.memory.MemoryParkedStreams;
import io.daybook.kernel.memory.MemoryReadTables;
import io.daybook.kernel.memory.MemorySagaTable;
import io.daybook.kernel.shared.Recent;
import io.daybook.kernel.store.Snapshots;
import io.daybook.models.Versions;
import io.daybook.runtime.wiring.Model;
import io.daybook.runtime.wiring.Stores;
import io.daybook.runtime.wiring.Wiring;
import io.daybook.testtools.DynamoDbForTests;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What generations add to the cost of commands, reads and deliveries while nothing is rebuilt: everything but the pointers
 * and the signs of life is in memory. The page on costs says the same.
 */
final class GenerationCapacityTest {
    private static final Ledger LEDGER = new Ledger();
    private static final DynamoDbClient CLIENT = DynamoDbForTests.clientBuilder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(settings -> settings.addExecutionInterceptor(LEDGER))
            .build();
    private static final Capacity READ = new Capacity(1, 1, 0);
    private static final Capacity WRITE = new Capacity(1, 0, 1);
    private static final int CALLS = 100;

    private final String release = "r-" + UUID.randomUUID();
    private final GenerationTable table =
            new DynamoGenerationTable(CLIENT, Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none());
    private final MemoryEventStore store = new MemoryEventStore();
    private final Model model = Model.of(new Versions(1, false));
    private Instant now = Instant.parse("2026-11-23T08:00:00Z");
    private final Generations generations = new Generations(
            table, Wiring.editions(model), () -> true, new Generations.Context(release, () -> now, Backoff.none()));
    private final Signs signs = new Signs(generations, table, () -> now);
    private final Api api = new Api(
            model, new Stores(store, Snapshots.none(), new MemoryReadTables(), new MemorySagaTable(), generations));
    private final Wiring.Projections keeping = api.wiring().keeping();
    private final Consumers consumers =
            new Consumers(keeping.consumers(), new MemoryParkedStreams(), () -> now, 1, failure -> {});

    /** Of an application that has been running for a while. */
    @BeforeEach
    void begin() {
        empty();
        signs.leave("project");
        generations.forget();
    }

    @AfterEach
    void empty() {
        table.removeSigns(release);
        table.replace(table.read(), Pointers.NONE);
    }

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    @Test
    void a_command_costs_what_it_did_without_them() {
        assertThat(LEDGER.of(this::open)).isEqualTo(Capacity.NONE);
        assertThat(LEDGER.of(() -> send("fill", "{\"amount\":1}"))).isEqualTo(Capacity.NONE);
    }

    @Test
    void all_reads_of_five_seconds_are_one_read_more_together() {
        open();
        deliver();
        generations.forget();
        for (int seconds = 0; seconds < 10; seconds += 5) {
            assertThat(LEDGER.of(this::read)).isEqualTo(READ);
            now = now.plus(Recent.AGE_MAX).minusMillis(1);
            assertThat(LEDGER.of(() -> IntStream.range(0, CALLS).forEach(call -> read())))
                    .isEqualTo(Capacity.NONE);
            now = now.plusMillis(1);
        }
    }

    @Test
    void all_deliveries_of_five_seconds_are_one_read_more_together() {
        open();
        for (int seconds = 0; seconds < 10; seconds += 5) {
            assertThat(LEDGER.of(this::deliver)).isEqualTo(READ);
            now = now.plus(Recent.AGE_MAX).minusMillis(1);
            assertThat(LEDGER.of(() -> IntStream.range(0, CALLS).forEach(call -> deliver())))
                    .isEqualTo(Capacity.NONE);
            now = now.plusMillis(1);
        }
    }

    @Test
    void a_sign_of_life_is_one_small_write_a_minute() {
        generations.look();
        assertThat(LEDGER.of(() -> signs.leave("queries"))).isEqualTo(WRITE);
        now = now.plus(Signs.INTERVAL).minusMillis(1);
        assertThat(LEDGER.of(() -> IntStream.range(0, CALLS).forEach(call -> signs.leave("queries"))))
                .isEqualTo(Capacity.NONE);
        now = now.plusMillis(1);
        generations.look();
        assertThat(LEDGER.of(() -> signs.leave("queries"))).isEqualTo(WRITE);
    }

    /** Each release is listed once: the pointers are read twice and written, beside the sign. */
    @Test
    void the_first_sign_of_a_release_also_lists_it() {
        var next = new Generations(
                table,
                Wiring.editions(model),
                () -> true,
                new Generations.Context(release + "-next", () -> now, Backoff.none()));
        var itsSigns = new Signs(next, table, () -> now);
        assertThat(LEDGER.of(() -> itsSigns.leave("project"))).isEqualTo(new Capacity(4, 2, 2));
        table.removeSigns(release + "-next");
    }

    @Test
    void a_look_at_the_pointers_costs_more_where_they_are_many() {
        var seen = table.read();
        var pointers = seen.value();
        for (int number = 0; number < 30; number++) {
            var pointer = pointers.of("versions").orElseThrow();
            var generation = generations.generation(
                    pointer.nextId(true),
                    generations.editions().getFirst(),
                    Generation.State.AS_OF,
                    now.minus(Duration.ofDays(1)),
                    null);
            pointers = pointers.with(pointer.with(generation));
        }
        table.replace(seen, pointers);
        assertThat(LEDGER.of(generations::look)).isEqualTo(new Capacity(1, 2, 0));
    }

    private void open() {
        send("open", "{\"owner\":\"Ada\",\"content\":1}");
    }

    private void send(String command, String body) {
        assertThat(api.post("/wallets/w1/" + command, body).status()).isIn(200, 201);
    }

    private void read() {
        api.now = now;
        assertThat(api.get("/versions/w1").status()).isEqualTo(200);
    }

    /** As the function {@code project} takes a batch. */
    private void deliver() {
        var stream = StreamName.parse("wallet-w1");
        Map<StreamName, List<Commit>> commits = Map.of(stream, store.all(stream));
        assertThat(consumers.deliver(commits, Deadline.none())).isEmpty();
        keeping.beside().feed(commits);
    }
}
