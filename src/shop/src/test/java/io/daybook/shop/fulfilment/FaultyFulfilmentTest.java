package io.daybook.shop.fulfilment;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.consume.DynamoStreamCursors;
import io.daybook.adapter.dynamodb.saga.DynamoSagaTable;
import io.daybook.adapter.dynamodb.store.DynamoEventStore;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.StreamCursors;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.failure.StoreException;
import io.daybook.kernel.handle.HandlerSettings;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.memory.MemoryParkedStreams;
import io.daybook.kernel.memory.MemoryReadTables;
import io.daybook.kernel.memory.MemorySagaTable;
import io.daybook.kernel.memory.MemoryStreamCursors;
import io.daybook.kernel.process.SagaSettings;
import io.daybook.kernel.saga.HistoryStep;
import io.daybook.kernel.saga.SagaTable;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.Snapshots;
import io.daybook.runtime.wiring.Processes;
import io.daybook.runtime.wiring.Stores;
import io.daybook.runtime.wiring.Wiring;
import io.daybook.shop.ShopApi;
import io.daybook.shop.ShopCatalog;
import io.daybook.shop.ShopForTests;
import io.daybook.shop.gateway.PaymentLedger;
import io.daybook.shop.gateway.PaymentSimulator;
import io.daybook.shop.gateway.RecordedRequests;
import io.daybook.testtools.DynamoDbForTests;
import io.daybook.testtools.FaultyDynamoDb;
import io.daybook.testtools.FaultyDynamoDb.Fault;
import io.daybook.testtools.ForAll;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Orders on DynamoDB, while requests fail in every way there is, come to the same end as in memory. */
class FaultyFulfilmentTest {
    private static final int SEEDS = 2;

    /** While this share of all requests fails, each instance is woken so often. */
    private static final double FAULT_SHARE = 0.2;

    private static final int ROUNDS = 4;

    /** Then nothing fails any more, and it must settle within so many. */
    private static final int QUIET_ROUNDS_MAX = 12;

    private static final List<Fault> FAULTS =
            List.copyOf(EnumSet.complementOf(EnumSet.of(Fault.NONE, Fault.SLOW, Fault.DENIED)));

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

    private static final FaultyDynamoDb NETWORK = new FaultyDynamoDb();
    private static final DynamoDbClient FAULTY = DynamoDbForTests.clientBuilder()
            .httpClient(NETWORK)
            .overrideConfiguration(
                    settings -> settings.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                            .maxAttempts(3)
                            .backoffStrategy(BackoffStrategy.retryImmediately())
                            .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                            .circuitBreakerEnabled(false)
                            .build()))
            .build();

    @AfterAll
    static void close() {
        FAULTY.close();
        NETWORK.close();
    }

    @Test
    void orders_come_to_the_same_end_whatever_fails_on_the_way() {
        ForAll.seeds(SEEDS, random -> {
            var prefix = UUID.randomUUID().toString().substring(0, 13);
            var inMemory = new World(prefix, new MemoryEventStore(), new MemorySagaTable(), new MemoryStreamCursors());
            inMemory.begin();
            settle(inMemory);

            var tables = Tables.ofStack(DynamoDbForTests.STACK_NAME);
            var faulty = new World(
                    prefix,
                    new DynamoEventStore(FAULTY, tables, Backoff.none()),
                    new DynamoSagaTable(FAULTY, tables, Backoff.none()),
                    new DynamoStreamCursors(FAULTY, tables, Backoff.none()));
            NETWORK.follow(operation -> Fault.NONE);
            faulty.begin();
            var faults = new Random(random.nextLong());
            var met = EnumSet.noneOf(Fault.class);
            NETWORK.follow(operation -> {
                var fault = faults.nextDouble() < FAULT_SHARE ? FAULTS.get(faults.nextInt(FAULTS.size())) : Fault.NONE;
                met.add(fault);
                return fault;
            });
            IntStream.range(0, ROUNDS).forEach(round -> faulty.wakeAll());
            NETWORK.follow(operation -> Fault.NONE);
            NETWORK.deliverLate();
            settle(faulty);

            assertThat(met).containsAll(FAULTS);
            assertThat(faulty.ends()).isEqualTo(inMemory.ends());
            assertThat(faulty.events()).isEqualTo(inMemory.events());
            assertThat(faulty.histories()).isEqualTo(inMemory.histories());
        });
    }

    private static void settle(World world) {
        for (int round = 0; !world.isSettled(); round++) {
            assertThat(round).as("rounds").isLessThan(QUIET_ROUNDS_MAX);
            world.wakeAll();
        }
    }

    /** Everything that a few orders need. Nobody is told of their events: all are looked at in turn. */
    private static final class World {
        private static final List<String> ORDERS = List.of("paid", "large", "missing", "declined", "flaky");
        /** Two waves. */
        private static final int PRODUCTS = 27;

        private final String prefix;
        private final EventStore store;
        private final SagaTable sagas;
        private final ShopApi api;
        private final Processes processes;

        World(String prefix, EventStore store, SagaTable sagas, StreamCursors cursors) {
            this.prefix = prefix;
            this.store = store;
            this.sagas = sagas;
            var stores = new Stores(store, Snapshots.none(), new MemoryReadTables(), sagas);
            this.api = new ShopApi(stores);
            var wiring = new Wiring(
                    ShopForTests.MODEL,
                    stores,
                    new HandlerSettings(
                            8,
                            100,
                            0,
                            Backoff.none(),
                            () -> NOW,
                            () -> UUID.randomUUID().toString(),
                            (of, at, other) -> {}));
            var gateway = new PaymentSimulator(new RecordedRequests(wiring.streamReader()), new PaymentLedger());
            var catalog = new ShopCatalog(Duration.ofMinutes(15), () -> gateway);
            this.processes = wiring.processes(
                    catalog.sagas(),
                    catalog.reactors(),
                    new Processes.Ports(
                            cursors,
                            new MemoryParkedStreams(),
                            new SagaSettings(() -> NOW, Backoff.none(), 8, Runnable::run),
                            failure -> {}));
        }

        void begin() {
            IntStream.range(0, PRODUCTS)
                    .forEach(i -> post("/inventory/" + product(i) + "/register", "{\"name\":\"x\",\"quantity\":100}"));
            post("/inventory/" + prefix + "-rare/register", "{\"name\":\"x\",\"quantity\":1}");
            order("paid", "card", product(0));
            order(
                    "large",
                    "card",
                    IntStream.range(0, PRODUCTS).mapToObj(this::product).toArray(String[]::new));
            order("missing", "card", product(1), prefix + "-rare", product(2));
            order("declined", "card-declined", product(3), product(4));
            order("flaky", "card-flaky", product(5));
        }

        void wakeAll() {
            for (var order : ORDERS) {
                for (var category : List.of("order", "payment")) {
                    var stream = new StreamName(category, id(order));
                    processes.consumers().stream()
                            .filter(consumer -> consumer.follows(stream))
                            .forEach(consumer -> consumer.apply(stream, List.of(), Deadline.none()));
                }
                try {
                    processes.sagas().forEach(saga -> saga.sweep(id(order), NOW, Deadline.none()));
                } catch (StoreException e) {
                    // It stays due.
                }
            }
        }

        boolean isSettled() {
            return ORDERS.stream()
                    .allMatch(order -> sagas.read("fulfilment", id(order))
                            .filter(row ->
                                    row.complete() && row.work().pending().isEmpty())
                            .isPresent());
        }

        /** Where each saga stands. */
        Map<String, String> ends() {
            return ORDERS.stream().collect(toMap(order -> order, order -> {
                var row = sagas.read("fulfilment", id(order)).orElseThrow();
                return row.step() + " " + row.state() + " " + row.work().steps() + " "
                        + new TreeMap<>(row.work().applied().entrySet().stream()
                                .collect(toMap(
                                        stream -> stream.getKey().toString(),
                                        stream -> stream.getValue().version())));
            }));
        }

        /** The names of all events, of products without their order. */
        Map<String, List<String>> events() {
            var orders = ORDERS.stream()
                    .flatMap(
                            order -> Stream.of("order", "payment").map(category -> new StreamName(category, id(order))))
                    .collect(toMap(StreamName::toString, this::types));
            IntStream.range(0, PRODUCTS)
                    .mapToObj(i -> new StreamName("inventory", product(i)))
                    .forEach(stream -> orders.put(
                            stream.toString(), types(stream).stream().sorted().toList()));
            return orders;
        }

        /** What each saga went through; in which order answers came is not determined. */
        Map<String, List<String>> histories() {
            return ORDERS.stream()
                    .collect(toMap(
                            order -> order,
                            order -> Stream.iterate(
                                            sagas.history("fulfilment", id(order), 1, SagaTable.PAGE_MAX),
                                            page -> !page.isEmpty(),
                                            page -> sagas.history(
                                                    "fulfilment",
                                                    id(order),
                                                    page.getLast().number() + 1,
                                                    SagaTable.PAGE_MAX))
                                    .flatMap(List::stream)
                                    .map(World::text)
                                    .sorted()
                                    .toList()));
        }

        private static String text(HistoryStep step) {
            return String.join(
                    " ",
                    step.trigger(),
                    step.what(),
                    String.valueOf(step.stream()),
                    String.valueOf(step.outcome()),
                    String.valueOf(step.detail()));
        }

        private List<String> types(StreamName stream) {
            return store.readForward(stream, 1, EventStore.PAGE_COMMITS_MAX).commits().stream()
                    .map(Commit::events)
                    .flatMap(List::stream)
                    .map(EncodedEvent::type)
                    .toList();
        }

        private void order(String order, String method, String... products) {
            post("/orders/" + id(order) + "/create", "{}");
            for (var product : products) {
                post(
                        "/orders/" + id(order) + "/add-item",
                        "{\"productId\":\"" + product + "\",\"quantity\":2,\"unitPrice\":\"1.50\"}");
            }
            post("/orders/" + id(order) + "/submit", "{\"paymentMethod\":\"" + method + "\"}");
        }

        private void post(String path, String body) {
            assertThat(api.post(path, body).status()).isIn(200, 201);
        }

        private String id(String order) {
            return prefix + "-" + order;
        }

        private String product(int number) {
            return prefix + "-" + number;
        }
    }
}
