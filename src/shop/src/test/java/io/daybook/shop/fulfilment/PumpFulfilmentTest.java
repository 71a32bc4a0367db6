package io.daybook.shop.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.consume.DynamoParkedStreams;
import io.daybook.adapter.dynamodb.consume.DynamoStreamCursors;
import io.daybook.adapter.dynamodb.project.DynamoReadTables;
import io.daybook.adapter.dynamodb.saga.DynamoSagaTable;
import io.daybook.adapter.dynamodb.store.DynamoEventStore;
import io.daybook.adapter.dynamodb.store.EventTableStream;
import io.daybook.adapter.dynamodb.store.StreamImages;
import io.daybook.adapter.lambda.trigger.BatchLog;
import io.daybook.adapter.lambda.trigger.ImageReader;
import io.daybook.adapter.lambda.trigger.StreamEdge;
import io.daybook.adapter.lambda.trigger.SweepEdge;
import io.daybook.dynamodblocal.CloudTemplate;
import io.daybook.dynamodblocal.DynamoDbLocal;
import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.deliver.Consumers;
import io.daybook.kernel.deliver.Redriver;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.handle.HandlerSettings;
import io.daybook.kernel.process.SagaSettings;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.SagaTable;
import io.daybook.kernel.store.Snapshots;
import io.daybook.kernel.sweep.SagaSweeper;
import io.daybook.laptop.pump.FailureQueue;
import io.daybook.laptop.pump.Functions;
import io.daybook.laptop.pump.Pump;
import io.daybook.laptop.pump.PumpSettings;
import io.daybook.laptop.pump.StreamMapping;
import io.daybook.laptop.pump.stream.DynamoTableStream;
import io.daybook.runtime.wiring.Processes;
import io.daybook.runtime.wiring.Stores;
import io.daybook.runtime.wiring.Wiring;
import io.daybook.shop.ShopApi;
import io.daybook.shop.ShopCatalog;
import io.daybook.shop.ShopForTests;
import io.daybook.shop.fulfilment.FulfilmentCheck.End;
import io.daybook.shop.gateway.GuardedPaymentGateway;
import io.daybook.shop.gateway.PaymentLedger;
import io.daybook.shop.gateway.PaymentSimulator;
import io.daybook.shop.gateway.RecordedRequests;
import io.daybook.shop.inventory.Inventory;
import io.daybook.shop.inventory.InventoryCommand;
import io.daybook.shop.order.Order;
import io.daybook.shop.order.OrderCommand;
import io.daybook.shop.user.User;
import io.daybook.shop.user.UserCommand;
import io.daybook.shop.value.Money;
import io.daybook.testtools.CrashingDynamoDb;
import io.daybook.testtools.DynamoDbForTests;
import io.daybook.testtools.Eventually;
import io.daybook.testtools.FaultyFunctions;
import io.daybook.testtools.LambdaJson;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Promises 4 and 6 through the whole of it: many users and orders, the real table's stream, the pump with its
 * faults, and crashes between any two calls of projections, sagas, reactors and the sweeper. Their clock runs fast, so that pauses of minutes are short.
 */
class PumpFulfilmentTest {
    private static final int ORDERS = Integer.getInteger("test.fulfilment.orders", 80);
    private static final int PRODUCTS = 10;
    private static final int PIECES = ORDERS / 8;
    private static final int CALLS_OF_A_CRASH = 200;
    private static final int SPEED = 120;
    private static final Duration PAYMENT_TIMEOUT = Duration.ofMinutes(15);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Tables TABLES = Tables.ofStack(DynamoDbForTests.STACK_NAME);

    /** With what orders are paid, in turn. */
    private static final List<String> METHODS =
            List.of("card", "card", "card", "card-flaky", "card-declined", "card-silent", "card-late");

    private static final List<String> SOURCES = List.of("web", "app", "shop");

    /** The pump tells of every failed invocation; here they fail on purpose. */
    private static final Logger PUMP_LOG = Logger.getLogger(Pump.class.getPackageName());

    private static DynamoDbLocal database;
    private static DynamoDbClient good;
    private static DynamoDbStreamsClient streams;

    private final long seed = Long.getLong("test.seed", 1);
    private final Instant start = Instant.now();
    private final InstantSource fast =
            () -> start.plus(Duration.between(start, Instant.now()).multipliedBy(SPEED));
    private final PaymentLedger ledger = new PaymentLedger();
    private final FailureQueue failures = new FailureQueue();
    private final List<String> products =
            IntStream.range(0, PRODUCTS).mapToObj(number -> "product" + number).toList();
    private final List<String> orders =
            IntStream.range(0, ORDERS).mapToObj(number -> "order" + number).toList();
    private final Set<String> ended = new HashSet<>();

    @BeforeAll
    static void start() {
        PUMP_LOG.setLevel(Level.OFF);
        database = DynamoDbLocal.inMemory();
        good = database.client();
        streams = database.streamsClient();
        CloudTemplate.load().createTables(good);
    }

    @AfterAll
    static void end() {
        streams.close();
        good.close();
        database.close();
        PUMP_LOG.setLevel(null);
    }

    @Test
    void every_order_ends_stock_and_money_are_where_they_belong_and_rows_and_counts_are_exact() {
        System.out.println("fulfilment through the pump's faults with the seed " + seed);
        var random = new Random(seed);
        var crashing = new CrashingDynamoDb(random, CALLS_OF_A_CRASH);
        var wiring = wiring(good);
        try (var client = client(crashing)) {
            var faulty = new FaultyFunctions(process(client)::invoke, new Random(seed + 1));
            try (var pump = pump(faulty::invoke)) {
                pump.start();
                submit(wiring);
                Eventually.equal(PATIENCE, true, () -> ended(wiring) > ORDERS / 3);
                crashing.beGood();
                faulty.beGood();
            }
        }
        // Started again, it begins with the oldest record: what was dropped comes once more.
        try (var pump = pump(process(good))) {
            pump.start();
            Eventually.equal(PATIENCE, (long) ORDERS, () -> ended(wiring));
            var sagas = stores(good).sagas();
            Eventually.each(PATIENCE, orders, true, id -> isAtRest(sagas, id));
            var expected = registered();
            Eventually.equal(PATIENCE, expected, PumpFulfilmentTest::registrations);
            Eventually.equal(PATIENCE, statusesByEvents(wiring), this::statusesByRows);
            Eventually.equal(PATIENCE, statusesByEvents(wiring).get("completed"), PumpFulfilmentTest::sales);
        }
        // With the pump stopped, nothing is on its way that could be counted a second time.
        assertThat(registrations()).isEqualTo(registered());
        var check = new FulfilmentCheck(stores(good).events(), wiring);
        check.everyOrderEnded(orders);
        check.stockIsConserved(products, orders);
        check.moneyIsWhereItBelongs(orders, ledger);
        assertThat(ends(check).keySet()).isEqualTo(Set.of(End.COMPLETED, End.CANCELLED));
    }

    private void submit(Wiring wiring) {
        products.forEach(product -> send(
                wiring,
                "register",
                new Effect.Send<>(Inventory.CATEGORY, product, new InventoryCommand.Register("A product", PIECES))));
        for (int number = 0; number < ORDERS; number++) {
            var id = orders.get(number);
            var register = new UserCommand.Register(id + "@example.org", "Ada", SOURCES.get(number % SOURCES.size()));
            send(wiring, "register", new Effect.Send<>(User.CATEGORY, id, register));
            send(wiring, "create", new Effect.Send<>(Order.CATEGORY, id, new OrderCommand.Create(null, "EUR")));
            for (int line = 0; line < 1 + number % 3; line++) {
                var product = products.get((number + line) % PRODUCTS);
                var add = new OrderCommand.AddItem(product, 1 + number % 2, Money.parse("2.50"));
                send(wiring, "add-" + product, new Effect.Send<>(Order.CATEGORY, id, add));
            }
            var submit = new OrderCommand.Submit(METHODS.get(number % METHODS.size()), null);
            send(wiring, "submit", new Effect.Send<>(Order.CATEGORY, id, submit));
            if (number % 10 == 0) {
                send(wiring, "cancel", new Effect.Send<>(Order.CATEGORY, id, new OrderCommand.Cancel("no")));
            }
        }
    }

    /** A cancellation may come too late, which is an answer too. */
    private static void send(Wiring wiring, String commandId, Effect.Send<?> send) {
        var bus = wiring.commandBus();
        assertThat(bus.send(send, CommandContext.of(commandId)))
                .isInstanceOfAny(Outcome.Accepted.class, Outcome.Unchanged.class, Outcome.Rejected.class);
    }

    private static Map<String, Long> registered() {
        return IntStream.range(0, ORDERS)
                .boxed()
                .collect(Collectors.groupingBy(
                        number -> SOURCES.get(number % SOURCES.size()), TreeMap::new, Collectors.counting()));
    }

    private static Map<String, Long> registrations() {
        return sums("/analytics/registrations", "source", "count");
    }

    private static Long sales() {
        return sums("/analytics/sales", "currency", "orders").get("EUR");
    }

    private static Map<String, Long> sums(String path, String by, String count) {
        var sums = new TreeMap<String, Long>();
        for (var item : api().get(path).json().path("items")) {
            sums.merge(item.path(by).asText(), item.path(count).asLong(), Long::sum);
        }
        return sums;
    }

    private Map<String, Long> statusesByEvents(Wiring wiring) {
        var check = new FulfilmentCheck(stores(good).events(), wiring);
        return orders.stream()
                .collect(Collectors.groupingBy(
                        id -> check.endOf(id).name().toLowerCase(Locale.ROOT), TreeMap::new, Collectors.counting()));
    }

    private Map<String, Long> statusesByRows() {
        var api = api();
        return orders.stream()
                .collect(Collectors.groupingBy(
                        id -> api.get("/orders/" + id).json().path("status").asText(),
                        TreeMap::new,
                        Collectors.counting()));
    }

    private static ShopApi api() {
        return new ShopApi(stores(good));
    }

    /** Asks only about those that have not been seen to end: at the end, all are looked at once more. */
    private long ended(Wiring wiring) {
        var check = new FulfilmentCheck(stores(good).events(), wiring);
        orders.stream()
                .filter(id -> !ended.contains(id) && check.endOf(id) != End.OPEN)
                .forEach(ended::add);
        return ended.size();
    }

    private static boolean isAtRest(SagaTable sagas, String id) {
        return sagas.read("fulfilment", id).stream()
                .allMatch(row -> row.complete()
                        && row.work().pending().isEmpty()
                        && row.work().timers().isEmpty());
    }

    private Map<End, Long> ends(FulfilmentCheck check) {
        return orders.stream().collect(Collectors.groupingBy(check::endOf, Collectors.counting()));
    }

    private Pump pump(Functions functions) {
        var react = new StreamMapping("react", TABLES.events(), 10, 3, Duration.ZERO, true, 2, Set.of("INSERT"));
        var project = new StreamMapping("project", TABLES.events(), 50, 1, Duration.ZERO, true, 2, Set.of("INSERT"));
        var settings = new PumpSettings(
                4,
                Duration.ZERO,
                Duration.ofMillis(5),
                Duration.ofMillis(50),
                Duration.ofMillis(1),
                Duration.ofMillis(5));
        return new Pump(
                DynamoTableStream.of(TABLES.events(), good, streams),
                List.of(react, project),
                new Pump.Sweepers(List.of("sweep"), List.of("sweep")),
                functions,
                failures,
                settings);
    }

    /** What Lambda would run, with an empty memory. */
    private Functions process(DynamoDbClient client) {
        var stores = stores(client);
        var wiring = wiring(client);
        var parked = new DynamoParkedStreams(client, TABLES, Backoff.none());
        var simulator = new PaymentSimulator(new RecordedRequests(wiring.streamReader()), ledger);
        var patience =
                new GuardedPaymentGateway.Patience(Duration.ofMinutes(1), 3, Duration.ZERO, 20, 0.75, Duration.ZERO);
        var sends = Executors.newFixedThreadPool(32, Thread.ofVirtual().factory());
        var gateway = new GuardedPaymentGateway(simulator, patience);
        var catalog = new ShopCatalog(PAYMENT_TIMEOUT, () -> gateway);
        var processes = wiring.processes(
                catalog.sagas(),
                catalog.reactors(),
                new Processes.Ports(
                        new DynamoStreamCursors(client, TABLES, Backoff.none()),
                        parked,
                        new SagaSettings(fast, Backoff.none(), 20, sends),
                        failure -> {}));
        var projections = wiring.projections();
        var react = edge("react", new Consumers(processes.consumers(), parked, fast, 8, failure -> {}));
        var project = edge("project", new Consumers(projections, parked, fast, 8, failure -> {}));
        var all = Stream.concat(processes.consumers().stream(), projections.stream())
                .toList();
        var again = new EventTableStream(streams);
        var redriver = new Redriver(all, parked, fast, failure -> {});
        var sweeper = new SagaSweeper(processes.sagas(), stores.sagas(), fast, failure -> {});
        var sweep = new SweepEdge(
                new SweepEdge.Work(redriver::redriveDue, sweeper::sweepDue, redriver::recover),
                failed -> again.streamsOf(new EventTableStream.Range(
                        failed.streamArn(), failed.shardId(), failed.first(), failed.last())),
                new SilentLog(),
                InstantSource.system());
        return (function, event) -> LambdaJson.answer(
                switch (function) {
                    case "sweep" -> sweep.answer(LambdaJson.event(event, SQSEvent.class), PATIENCE);
                    case "react" -> react.answer(LambdaJson.event(event, DynamodbEvent.class), PATIENCE);
                    default -> project.answer(LambdaJson.event(event, DynamodbEvent.class), PATIENCE);
                });
    }

    private static StreamEdge edge(String function, Consumers consumers) {
        var images = new ImageReader(StreamImages::stream, StreamImages::version, StreamImages::commit);
        return new StreamEdge(
                function,
                consumers::deliver,
                images,
                new SilentLog(),
                InstantSource.system(),
                StreamEdge.Findings.TOLD_ELSEWHERE);
    }

    /** Nobody reads the lines of thousands of invocations. */
    private static final class SilentLog implements BatchLog {
        @Override
        public void finished(Batch batch) {}

        @Override
        public void finished(Sweep sweep, @Nullable Throwable defect) {}
    }

    private Wiring wiring(DynamoDbClient client) {
        var settings = new HandlerSettings(
                20, 100, 0, Backoff.none(), fast, () -> UUID.randomUUID().toString(), (of, at, other) -> {});
        return new Wiring(ShopForTests.MODEL, stores(client), settings);
    }

    private static Stores stores(DynamoDbClient client) {
        return new Stores(
                new DynamoEventStore(client, TABLES, Backoff.none()),
                Snapshots.none(),
                new DynamoReadTables(client, TABLES, Backoff.none()),
                new DynamoSagaTable(client, TABLES, Backoff.none()));
    }

    private static DynamoDbClient client(CrashingDynamoDb crashing) {
        return DynamoDbClient.builder()
                .endpointOverride(database.endpoint())
                .region(DynamoDbLocal.REGION)
                .credentialsProvider(StaticCredentialsProvider.create(DynamoDbLocal.CREDENTIALS))
                .httpClient(crashing)
                .build();
    }
}
