package io.daybook.kernel.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.project.DynamoReadTables;
import io.daybook.adapter.dynamodb.store.DynamoEventScan;
import io.daybook.adapter.dynamodb.store.DynamoEventStore;
import io.daybook.adapter.json.JacksonEventCodec;
import io.daybook.adapter.json.Json;
import io.daybook.dynamodblocal.CloudTemplate;
import io.daybook.dynamodblocal.DynamoDbLocal;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.CommitHash;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.generation.Generation;
import io.daybook.kernel.handle.HandlerSettings;
import io.daybook.kernel.job.Segment;
import io.daybook.kernel.memory.MemorySagaTable;
import io.daybook.kernel.operate.Instructions;
import io.daybook.kernel.store.Append;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * How fast the book is read for a rebuild: {@code ./mvnw test -pl src/framework -Dtest=RebuildBenchmark}. In turns, in
 * parallel parts: a raw scan of the event table; the same with decoding and folding into tables that discard; and a real
 * rebuild. Everything shares one machine, DynamoDB Local included.
 */
class RebuildBenchmark {
    private static final int STREAMS = Integer.getInteger("streams", 5_000);
    private static final int COMMITS_EACH = 10;
    private static final int EVENTS_EACH = 20;
    private static final int PARTS = 4;
    private static final int ROUNDS = 5;
    private static final Instant AT = Instant.parse("2026-11-23T08:00:00Z");

    @Test
    void a_rebuild_is_measured() throws Exception {
        try (var database = DynamoDbLocal.inMemory();
                var client = database.client()) {
            CloudTemplate.load().createTables(client);
            var tables = Tables.ofStack(CloudTemplate.STACK_NAME);
            fill(new DynamoEventStore(client, tables, Backoff.none()));
            var rebuilding = new Rebuilding(client, tables);
            long commits = (long) STREAMS * COMMITS_EACH;
            System.out.printf(
                    Locale.ROOT,
                    "%n%,d events in %,d commits over %,d streams, %d parts%n%-22s %12s %14s %12s%n",
                    commits * EVENTS_EACH,
                    commits,
                    STREAMS,
                    PARTS,
                    "",
                    "commits/s",
                    "events/s",
                    "heap MB");
            for (int round = 1; round <= ROUNDS; round++) {
                print("raw scan", commits, () -> parts(part -> raw(client, tables, part)));
                print("fold and discard", commits, () -> parts(part -> rebuilding.discard(part)));
            }
            print("rebuild", commits, () -> parts(part -> rebuilding.keep(part)));
            assertThat(rebuilding.isComplete()).isTrue();
        }
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

    private static void print(String what, long expected, Callable<Long> work) throws Exception {
        System.gc();
        long startNanos = System.nanoTime();
        long commits = work.call();
        double seconds = (System.nanoTime() - startNanos) / (double) TimeUnit.SECONDS.toNanos(1);
        System.gc();
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        assertThat(commits).isEqualTo(expected);
        System.out.printf(
                Locale.ROOT,
                "%-22s %,12.0f %,14.0f %,12d%n",
                what,
                commits / seconds,
                commits * EVENTS_EACH / seconds,
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

    /** Streams of a wallet's fillings, appended by several at once. */
    private static void fill(DynamoEventStore store) throws Exception {
        var codec = new JacksonEventCodec<>(WalletEvent.TYPES, Json.mapper(List.of(Coins.TYPE)));
        parts(part -> {
            for (int stream = part; stream < STREAMS; stream += PARTS) {
                var before = CommitHash.NONE;
                for (int i = 0; i < COMMITS_EACH; i++) {
                    var events = new ArrayList<EncodedEvent>();
                    for (int j = 0; j < EVENTS_EACH; j++) {
                        int number = i * EVENTS_EACH + j;
                        WalletEvent event = number == 0
                                ? new WalletEvent.WalletOpened("Owner " + stream, new Coins(1), "EUR")
                                : new WalletEvent.CoinsFilled(new Coins(1), new Coins(number + 1));
                        events.add(codec.encode(UUID.randomUUID().toString(), event));
                    }
                    var commit = Commit.next(
                            Wallet.CATEGORY.stream("w" + stream),
                            (long) i * EVENTS_EACH,
                            before,
                            events,
                            metadata(),
                            null);
                    before = commit.hash();
                    var _ = store.append(Append.of(commit));
                }
            }
            return 0;
        });
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
        private final Wiring wiring;

        Rebuilding(DynamoDbClient client, Tables tables) {
            var store = new DynamoEventStore(client, tables, Backoff.none());
            var rows = new DynamoReadTables(client, tables, Backoff.none());
            wiring = new Wiring(
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
                    new DynamoEventScan(client, tables),
                    store,
                    new Reconcile.Applying(Instructions.none(), (consumer, stream, poisoned) -> {
                        throw new AssertionError(poisoned.error());
                    }),
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

        boolean isComplete() {
            long last = (long) COMMITS_EACH * EVENTS_EACH;
            var ids = List.of(Wallet.CATEGORY.stream("w0"), Wallet.CATEGORY.stream("w" + (STREAMS - 1)));
            return wallets.consumer(generation.id()).applied(ids).values().stream()
                    .allMatch(position -> position.version() == last);
        }
    }
}
