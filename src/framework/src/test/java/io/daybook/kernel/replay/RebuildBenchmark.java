package io.daybook.kernel.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.dynamodb.Ledger;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.project.DynamoReadTables;
import io.daybook.adapter.dynamodb.store.DynamoEventScan;
import io.daybook.adapter.dynamodb.store.DynamoEventStore;
import io.daybook.adapter.json.JacksonEventCodec;
import io.daybook.adapter.json.Json;
import io.daybook.dynamodblocal.CloudTemplate;
import io.daybook.dynamodblocal.DynamoDbLocal;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.CommitHash;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.generation.Generation;
import io.daybook.kernel.handle.HandlerSettings;
import io.daybook.kernel.job.Job;
import io.daybook.kernel.job.JobKind;
import io.daybook.kernel.job.JobOrder;
import io.daybook.kernel.job.Segment;
import io.daybook.kernel.memory.MemorySagaTable;
import io.daybook.kernel.operate.Instructions;
import io.daybook.kernel.reconcile.Reconcile;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.EventScan;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.Snapshots;
import io.daybook.models.ModelCatalog;
import io.daybook.models.wallet.Coins;
import io.daybook.models.wallet.Wallet;
import io.daybook.models.wallet.WalletEvent;
import io.daybook.runtime.wiring.Model;
import io.daybook.runtime.wiring.Stores;
import io.daybook.runtime.wiring.Wiring;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * How fast the book is read for a rebuild: {@code ./mvnw test -pl src/framework -Dtest=RebuildBenchmark}. In turns, in
 * parallel parts: a raw scan of the event table; the same with decoding and folding into tables that discard; and a real
 * rebuild. And what a reconciliation of a large book costs, and how long it takes. Everything shares one machine, DynamoDB
 * Local included.
 */
class RebuildBenchmark {
    private static final Book LARGE_COMMITS = new Book(Integer.getInteger("streams", 5_000), 10, 20);
    private static final Book MANY_COMMITS = new Book(Integer.getInteger("many-streams", 100_000), 10, 1);

    /** Of the streams, how many have a commit that was not delivered. */
    private static final int BEHIND_EVERY = 100;

    private static final int PARTS = 4;
    private static final int ROUNDS = 5;
    private static final Instant AT = Instant.parse("2026-11-23T08:00:00Z");

    @Test
    void a_rebuild_is_measured() throws Exception {
        try (var database = DynamoDbLocal.inMemory();
                var client = database.client()) {
            CloudTemplate.load().createTables(client);
            var tables = Tables.ofStack(CloudTemplate.STACK_NAME);
            var book = LARGE_COMMITS;
            book.fill(client, tables);
            var rebuilding = new Rebuilding(client, tables);
            long commits = book.commits();
            System.out.printf(
                    Locale.ROOT,
                    "%n%,d events in %,d commits over %,d streams, %d parts%n%-22s %12s %14s %12s%n",
                    commits * book.eventsEach(),
                    commits,
                    book.streams(),
                    PARTS,
                    "",
                    "commits/s",
                    "events/s",
                    "heap MB");
            for (int round = 1; round <= ROUNDS; round++) {
                print("raw scan", book, () -> parts(part -> raw(client, tables, part)));
                print("fold and discard", book, () -> parts(part -> rebuilding.discard(part)));
            }
            print("rebuild", book, () -> parts(part -> rebuilding.keep(part)));
            assertThat(rebuilding.isComplete(book)).isTrue();
        }
    }

    @Test
    void a_reconciliation_is_measured() throws Exception {
        var ledger = new Ledger();
        try (var database = DynamoDbLocal.inMemory();
                var client = database.clientBuilder()
                        .overrideConfiguration(settings -> settings.addExecutionInterceptor(ledger))
                        .build()) {
            CloudTemplate.load().createTables(client);
            var tables = Tables.ofStack(CloudTemplate.STACK_NAME);
            var store = new DynamoEventStore(client, tables, Backoff.none());
            var book = MANY_COMMITS;
            book.fill(client, tables);
            var rebuilding = new Rebuilding(client, tables);
            parts(part -> rebuilding.keep(part));
            System.out.printf(
                    Locale.ROOT,
                    "%n%,d commits of one event over %,d streams, %d parts%n%-34s %12s %12s %10s%n",
                    book.commits(),
                    book.streams(),
                    PARTS,
                    "",
                    "read units",
                    "write units",
                    "seconds");
            var scan = JobOrder.of(JobKind.RECONCILE);
            print("a scan of the ends", ledger, () -> rebuilding.reconcile(scan, List.of()), Map.of());
            var all = rebuilding.consumers();
            print("a comparison, nothing is behind", ledger, () -> rebuilding.reconcile(scan, all), Map.of());
            long behind = book.goOn(store, BEHIND_EVERY);
            print(
                    "the same, with " + behind + " behind",
                    ledger,
                    () -> rebuilding.reconcile(scan, all),
                    Map.of("behind", behind, "caughtUp", behind));
        }
    }

    private interface Reconciling {
        Map<String, Long> counts() throws Exception;
    }

    private static void print(String what, Ledger ledger, Reconciling work, Map<String, Long> expected) {
        long startNanos = System.nanoTime();
        var counts = new HashMap<String, Long>();
        var cost = ledger.of(() -> {
            try {
                counts.putAll(work.counts());
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        double seconds = (System.nanoTime() - startNanos) / (double) TimeUnit.SECONDS.toNanos(1);
        counts.keySet().removeAll(Set.of("streams", "commits"));
        assertThat(counts).isEqualTo(expected);
        System.out.printf(
                Locale.ROOT, "%-34s %,12.0f %,12.0f %,10.0f%n", what, cost.readUnits(), cost.writeUnits(), seconds);
    }

    private interface Part {
        long commits(int number);
    }

    private static long parts(Part part) throws Exception {
        try (var threads = Executors.newFixedThreadPool(PARTS)) {
            var all = new ArrayList<Future<Long>>();
            for (int i = 0; i < PARTS; i++) {
                int number = i;
                all.add(threads.submit(() -> part.commits(number)));
            }
            long commits = 0;
            for (var one : all) {
                commits += one.get();
            }
            return commits;
        }
    }

    private static void print(String what, Book book, Callable<Long> work) throws Exception {
        System.gc();
        long startNanos = System.nanoTime();
        long commits = work.call();
        double seconds = (System.nanoTime() - startNanos) / (double) TimeUnit.SECONDS.toNanos(1);
        System.gc();
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        assertThat(commits).isEqualTo(book.commits());
        System.out.printf(
                Locale.ROOT,
                "%-22s %,12.0f %,14.0f %,12d%n",
                what,
                commits / seconds,
                commits * book.eventsEach() / seconds,
                heap.getUsed() >> 20);
    }

    private static long raw(DynamoDbClient client, Tables tables, int number) {
        long items = 0;
        Map<String, AttributeValue> after = Map.of();
        do {
            var page = client.scan(ScanRequest.builder()
                    .tableName(tables.events())
                    .consistentRead(true)
                    .segment(number)
                    .totalSegments(PARTS)
                    .limit(RebuildPages.COMMITS_MAX)
                    .exclusiveStartKey(after.isEmpty() ? null : after)
                    .build());
            items += page.count();
            after = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
        } while (!after.isEmpty());
        return items;
    }

    /** Streams of a wallet's fillings. */
    private record Book(int streams, int commitsEach, int eventsEach) {
        private static final JacksonEventCodec<WalletEvent> CODEC =
                new JacksonEventCodec<>(WalletEvent.TYPES, Json.mapper(List.of(Coins.TYPE)));

        long commits() {
            return (long) streams * commitsEach;
        }

        StreamName stream(int number) {
            return Wallet.CATEGORY.stream("w" + number);
        }

        /** Appended by several at once. */
        void fill(DynamoDbClient client, Tables tables) throws Exception {
            var _ = parts(part -> {
                var batches = new Batches(client, tables.events());
                var store = new DynamoEventStore(batches, tables, Backoff.none());
                for (int number = part; number < streams; number += PARTS) {
                    var before = CommitHash.NONE;
                    for (int i = 0; i < commitsEach; i++) {
                        before = append(store, number, i, before);
                    }
                }
                batches.close();
                return 0;
            });
        }

        /** @return how many streams have got one more commit */
        long goOn(EventStore store, int every) {
            long behind = 0;
            for (int number = 0; number < streams; number += every) {
                var last = Objects.requireNonNull(store.last(stream(number)).orElse(null));
                var _ = append(store, number, commitsEach, last.hash());
                behind++;
            }
            return behind;
        }

        private CommitHash append(EventStore store, int number, int commitsBefore, CommitHash before) {
            var events = new ArrayList<EncodedEvent>();
            for (int i = 0; i < eventsEach; i++) {
                int eventsBefore = commitsBefore * eventsEach + i;
                WalletEvent event = eventsBefore == 0
                        ? new WalletEvent.WalletOpened("Owner " + number, new Coins(1), "EUR")
                        : new WalletEvent.CoinsFilled(new Coins(1), new Coins(eventsBefore + 1));
                events.add(CODEC.encode(UUID.randomUUID().toString(), event));
            }
            var commit =
                    Commit.next(stream(number), (long) commitsBefore * eventsEach, before, events, metadata(), null);
            var _ = store.append(Append.of(commit));
            return commit.hash();
        }
    }

    /** Puts items of one table 25 at a time, which is much faster, and without their conditions. */
    private static final class Batches implements DynamoDbClient {
        /** Source: DynamoDB, BatchWriteItem. */
        private static final int ITEMS_MAX = 25;

        private final DynamoDbClient client;
        private final String table;
        private final List<WriteRequest> pending = new ArrayList<>();

        Batches(DynamoDbClient client, String table) {
            this.client = client;
            this.table = table;
        }

        @Override
        public PutItemResponse putItem(PutItemRequest request) {
            pending.add(WriteRequest.builder()
                    .putRequest(put -> put.item(request.item()))
                    .build());
            if (pending.size() == ITEMS_MAX) {
                close();
            }
            return PutItemResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return client.serviceName();
        }

        /** Writes what is pending. */
        @Override
        public void close() {
            if (!pending.isEmpty()) {
                var answer = client.batchWriteItem(batch -> batch.requestItems(Map.of(table, List.copyOf(pending))));
                assertThat(answer.unprocessedItems()).isEmpty();
                pending.clear();
            }
        }
    }

    private static EventMetadata metadata() {
        var id = UUID.randomUUID().toString();
        return new EventMetadata(id, id, id, "somebody", AT, "benchmark");
    }

    /** What the pages of a rebuild do, one part after the other. */
    private static final class Rebuilding {
        private final Rebuildable wallets;
        private final RebuildPages pages;
        private final Generation generation =
                new Generation("2", 1, Generation.State.BUILDING, null, "wallets", AT, AT, null, "benchmark", null);
        private final Reconcile.Applying applying =
                new Reconcile.Applying(Instructions.none(), (consumer, stream, poisoned) -> {
                    throw new AssertionError(poisoned.error());
                });
        private final EventStore store;
        private final EventScan scan;

        Rebuilding(DynamoDbClient client, Tables tables) {
            store = new DynamoEventStore(client, tables, Backoff.none());
            scan = new DynamoEventScan(client, tables);
            var rows = new DynamoReadTables(client, tables, Backoff.none());
            var wiring = new Wiring(
                    Model.of(new ModelCatalog()),
                    new Stores(store, Snapshots.none(), rows, new MemorySagaTable()),
                    new HandlerSettings(
                            1,
                            10,
                            0,
                            Backoff.none(),
                            InstantSource.system(),
                            () -> UUID.randomUUID().toString(),
                            (of, at, other) -> {}));
            wallets = wiring.rebuildable().get("wallets");
            pages = new RebuildPages(
                    scan,
                    store,
                    applying,
                    new ReplaySettings(Duration.ZERO, Duration.ZERO, Duration.ZERO, PARTS, true));
        }

        private interface Page {
            Segment after(Segment segment);
        }

        private static long all(int number, Page page) {
            var segment = Segment.begin("job", 1, number);
            while (!segment.done()) {
                segment = page.after(segment);
            }
            return segment.counts().getOrDefault("commits", 0L);
        }

        long discard(int number) {
            return all(number, segment -> pages.count(wallets, segment, Deadline.none()));
        }

        long keep(int number) {
            return all(number, segment -> pages.scan(wallets, generation, segment, Deadline.none()));
        }

        List<StreamConsumer> consumers() {
            return List.of(wallets.consumer(generation.id()));
        }

        /** @return what was counted in all parts */
        Map<String, Long> reconcile(JobOrder order, List<StreamConsumer> consumers) throws Exception {
            var work = new Reconcile(scan, store, consumers, applying, PARTS);
            var job = new Job(
                    "job",
                    order,
                    "benchmark",
                    Job.State.RUNNING,
                    new Job.Step(1, "compare", PARTS, Instant.EPOCH),
                    Map.of(),
                    Job.Cost.NONE,
                    Map.of(),
                    AT,
                    null,
                    null,
                    null,
                    false,
                    1);
            var counts = new ConcurrentHashMap<String, Long>();
            var _ = parts(number -> {
                var segment = Segment.begin("job", 1, number);
                while (!segment.done()) {
                    segment = work.work(job, segment, Deadline.none());
                }
                segment.counts().forEach((name, count) -> counts.merge(name, count, Long::sum));
                return 0;
            });
            return counts;
        }

        boolean isComplete(Book book) {
            long last = (long) book.commitsEach() * book.eventsEach();
            var ids = List.of(book.stream(0), book.stream(book.streams() - 1));
            return wallets.consumer(generation.id()).applied(ids).values().stream()
                    .allMatch(position -> position.version() == last);
        }
    }
}
