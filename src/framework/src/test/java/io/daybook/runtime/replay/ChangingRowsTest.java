package io.daybook.runtime.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.generation.DynamoGenerationTable;
import io.daybook.adapter.dynamodb.job.DynamoJobTable;
import io.daybook.adapter.dynamodb.project.DynamoReadTables;
import io.daybook.adapter.dynamodb.store.DynamoEventScan;
import io.daybook.adapter.dynamodb.store.DynamoEventStore;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.job.Job;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.store.EventStore;
import io.daybook.models.wallet.Wallet;
import io.daybook.testtools.DynamoDbForTests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A row loses a field, gains two and renames one while it is written and read in many threads, on DynamoDB Local: nothing is
 * parked, no job fails, and every answer is a true version of what the release that is asked makes of the events.
 */
class ChangingRowsTest {
    private static final int WALLETS = 8;
    private static final int BATCH_MAX = 10;
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final int STEPS_MAX = 200;

    /** Enough to write all the time; every answer is compared with a fold of all of it, so more is slow. */
    private static final int WRITES_PER_STEP = 40;

    private static final int PAUSE_MILLIS = 5;

    private final DynamoDbClient client = DynamoDbForTests.client();
    private final Tables tables = Tables.ofStack("changing-" + UUID.randomUUID());
    private final DynamoEventStore events = new DynamoEventStore(client, tables, Backoff.none());
    private final ReplayWorld world = new ReplayWorld(
            new MemoryEventStore(),
            new ReplayWorld.Ports(
                    new DynamoReadTables(client, tables, Backoff.none()),
                    new DynamoGenerationTable(client, tables, Backoff.none()),
                    new DynamoJobTable(client, tables, Backoff.none()),
                    events,
                    new DynamoEventScan(client, tables)));
    private final LinkedBlockingQueue<Commit> records = new LinkedBlockingQueue<>();
    private final Semaphore writes = new Semaphore(WRITES_PER_STEP);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Load> loads = new ArrayList<>();

    /** Something that is done again and again until it is stopped. */
    private final class Load {
        private final Semaphore rounds = new Semaphore(0);
        private final Future<?> running;
        private volatile boolean isOver;

        Load(Runnable round) {
            this.running = threads.submit(() -> {
                while (!isOver) {
                    round.run();
                    rounds.release();
                }
            });
            loads.add(this);
        }

        void beginRound() {
            rounds.drainPermits();
        }

        /** Waits until it has been done once more. */
        void awaitRound() throws Exception {
            while (!rounds.tryAcquire(10, TimeUnit.MILLISECONDS)) {
                if (running.isDone()) {
                    running.get();
                }
            }
        }

        void stop() throws Exception {
            isOver = true;
            running.get();
            loads.remove(this);
        }
    }

    /** Reads rows and lists of a release; once it was answered, it is answered for ever. */
    private final class Reader {
        private final ReplayWorld.Release release;
        private volatile boolean isServed;
        private int next;

        Reader(ReplayWorld.Release release) {
            this.release = release;
        }

        void read() {
            next = (next + 1) % WALLETS;
            var lookup = release.catalog.version() == 1 ? "fillings=2" : "owner=Ada";
            var row = release.get("/versions/w" + next);
            var list = release.get("/versions?" + lookup);
            if (!isServed && row.status() == 503) {
                assertThat(row.code()).isEqualTo("read-model-rebuilding");
                return;
            }
            isServed = true;
            assertThat(list.status()).as("%s %s", release.name, list).isEqualTo(200);
            list.json().get("items").forEach(this::assertTrue);
            assertThat(row.status()).as("%s %s", release.name, row).isIn(200, 404);
            if (row.status() == 200) {
                assertTrue(row.json());
            }
        }

        private void assertTrue(JsonNode row) {
            var id =
                    row.path(release.catalog.version() == 1 ? "walletId" : "id").asText();
            assertThat(row)
                    .isEqualTo(Truth.row(
                            release.catalog.version(),
                            commits(id),
                            row.path("events").asInt()));
        }
    }

    ChangingRowsTest() {
        ReplayWorld.createTables(client, tables, any -> true);
    }

    @AfterEach
    void close() throws Exception {
        for (var load : List.copyOf(loads)) {
            load.isOver = true;
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        client.close();
    }

    private List<Commit> commits(String wallet) {
        var all = new ArrayList<Commit>();
        var page = List.<Commit>of();
        do {
            long next = page.isEmpty() ? 1 : page.getLast().lastVersion() + 1;
            page = events.readForward(Wallet.CATEGORY.stream(wallet), next, EventStore.PAGE_COMMITS_MAX)
                    .commits();
            all.addAll(page);
        } while (!page.isEmpty());
        return all;
    }

    private ReplayWorld.Release release(int version, boolean listsFormer) {
        return world.new Release("v" + version, version, listsFormer);
    }

    /** Opens a wallet or fills it, one after the other. */
    private Runnable writer(ReplayWorld.Release release) {
        var written = new int[1];
        return () -> {
            if (!mayWrite()) {
                return;
            }
            int number = written[0]++;
            var id = "w" + number % WALLETS;
            release.post(
                    "/wallets/" + id + (number < WALLETS ? "/open" : "/fill"),
                    number < WALLETS ? "{\"owner\":\"Ada\",\"content\":1}" : "{\"amount\":1}");
            records.add(events.last(Wallet.CATEGORY.stream(id)).orElseThrow());
        };
    }

    private boolean mayWrite() {
        try {
            return writes.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The function {@code project} of a release. */
    private Runnable deliverer(ReplayWorld.Release release) {
        return () -> {
            var taken = new ArrayList<Commit>();
            records.drainTo(taken, BATCH_MAX);
            var batch = new HashMap<StreamName, List<Commit>>();
            taken.forEach(commit -> batch.computeIfAbsent(commit.stream(), any -> new ArrayList<>())
                    .add(commit));
            release.deliver(batch);
        };
    }

    /** Time passes, and each of them has something to do in it, until it is so. */
    private void until(BooleanSupplier isSo, ReplayWorld.Release... sweeping) throws Exception {
        for (int step = 0; step < STEPS_MAX && !isSo.getAsBoolean(); step++) {
            for (var release : sweeping) {
                release.sweep();
                release.work();
            }
            var working = List.copyOf(loads);
            working.forEach(Load::beginRound);
            for (var load : working) {
                load.awaitRound();
            }
            world.pass(STEP);
            writes.release(WRITES_PER_STEP - writes.drainPermits());
        }
        assertThat(isSo.getAsBoolean()).isTrue();
    }

    private BooleanSupplier after(Duration time) {
        var end = world.now.plus(time);
        return () -> !world.now.isBefore(end);
    }

    @Test
    void two_releases_side_by_side_answer_what_each_of_them_makes_of_the_events() throws Exception {
        var one = release(1, false);
        one.generations.look();
        new Load(writer(release(1, false)));
        var oldDeliverer = new Load(deliverer(release(1, false)));
        new Load(new Reader(release(1, false))::read);
        until(after(Duration.ofMinutes(2)), one);

        var two = release(2, true);
        var reader = new Reader(release(2, true));
        new Load(reader::read);
        var newDeliverer = new Load(deliverer(release(2, true)));
        until(after(Duration.ofMinutes(4)), one, two);
        assertThat(reader.isServed).as("while the old code takes deliveries").isFalse();

        oldDeliverer.stop();
        until(() -> reader.isServed, two);
        until(after(Duration.ofMinutes(4)), two);
        newDeliverer.stop();
        assertExact(two, 2);
        assertExact(release(1, false), 1);
    }

    /** As on a laptop whose code was edited. */
    @Test
    void a_release_that_follows_another_on_the_same_data_is_answered_from_rows_of_its_own() throws Exception {
        var one = release(1, false);
        one.generations.look();
        var former = List.of(
                new Load(writer(release(1, false))),
                new Load(deliverer(one)),
                new Load(new Reader(release(1, false))::read));
        until(after(Duration.ofMinutes(1)), release(1, false));
        for (var load : former) {
            load.stop();
        }
        one.signs.signOff();

        var two = release(2, false);
        var reader = new Reader(release(2, false));
        new Load(reader::read);
        var deliverer = new Load(deliverer(release(2, false)));
        new Load(filler(release(2, false)));
        until(() -> reader.isServed, two);
        until(after(Duration.ofMinutes(4)), two);
        deliverer.stop();
        assertExact(two, 2);
    }

    private Runnable filler(ReplayWorld.Release release) {
        return () -> {
            if (!mayWrite()) {
                return;
            }
            release.post("/wallets/w0/fill", "{\"amount\":1}");
            records.add(events.last(Wallet.CATEGORY.stream("w0")).orElseThrow());
        };
    }

    private void assertExact(ReplayWorld.Release release, int version) throws Exception {
        for (var load : List.copyOf(loads)) {
            load.stop();
        }
        Map<StreamName, List<Commit>> all = new HashMap<>();
        for (int wallet = 0; wallet < WALLETS; wallet++) {
            all.put(Wallet.CATEGORY.stream("w" + wallet), commits("w" + wallet));
        }
        if (version == 2) {
            release.deliver(all);
        }
        all.forEach((stream, commits) -> assertThat(
                        release.get("/versions/" + stream.id()).json())
                .isEqualTo(Truth.row(version, commits, commits.size())));
        assertThat(world.parked.list(null, 1).parked()).isEmpty();
        assertThat(world.ports.jobs().list(null, 100).jobs())
                .extracting(Job::error)
                .containsOnlyNulls();
    }
}
