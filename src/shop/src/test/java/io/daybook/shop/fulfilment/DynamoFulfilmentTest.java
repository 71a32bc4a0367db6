package io.daybook.shop.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.consume.DynamoParkedStreams;
import io.daybook.adapter.dynamodb.consume.DynamoStreamCursors;
import io.daybook.adapter.dynamodb.saga.DynamoSagaTable;
import io.daybook.adapter.dynamodb.store.DynamoEventStore;
import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.deliver.Consumers;
import io.daybook.kernel.deliver.Redriver;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.failure.StoreException;
import io.daybook.kernel.handle.HandlerSettings;
import io.daybook.kernel.memory.MemoryReadTables;
import io.daybook.kernel.process.SagaSettings;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.SagaInstance;
import io.daybook.kernel.send.CommandBus;
import io.daybook.kernel.store.Snapshots;
import io.daybook.kernel.sweep.SagaSweeper;
import io.daybook.runtime.wiring.Processes;
import io.daybook.runtime.wiring.Stores;
import io.daybook.runtime.wiring.Wiring;
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
import io.daybook.shop.payment.Payment;
import io.daybook.shop.value.Money;
import io.daybook.testtools.DynamoDbForTests;
import io.daybook.testtools.FaultyDynamoDb;
import io.daybook.testtools.FaultyDynamoDb.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Fulfilment on DynamoDB, by two instances that work at the same time; without and with faults. */
final class DynamoFulfilmentTest {
    private static final int AT_ONCE_MAX = 8;
    private static final int ROUNDS_MAX = 60;
    private static final int BATCHES = 16;
    private static final int ORDERS = Integer.getInteger("test.fulfilment.orders", 80);
    private static final int PRODUCTS = 20;

    /** Of each product: too few for all orders. */
    private static final int PIECES = ORDERS / 8;

    private static final Duration PAYMENT_TIMEOUT = Duration.ofMinutes(15);
    private static final List<Fault> FAULTS =
            List.copyOf(EnumSet.complementOf(EnumSet.of(Fault.NONE, Fault.SLOW, Fault.DENIED)));
    private static final List<String> METHODS =
            List.of("card", "card", "card", "card-flaky", "card-declined", "card-silent", "card-late");

    private final String run = UUID.randomUUID().toString();
    private final FaultyDynamoDb network = new FaultyDynamoDb();
    private final DynamoDbClient client = DynamoDbForTests.clientBuilder()
            .httpClient(network)
            .overrideConfiguration(
                    configuration -> configuration.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                            .backoffStrategy(BackoffStrategy.retryImmediately())
                            .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                            .circuitBreakerEnabled(false)
                            .build()))
            .build();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T08:00:00.000Z"));
    private final HandlerSettings settings = new HandlerSettings(
            8, 100, 0, Backoff.none(), now::get, () -> UUID.randomUUID().toString(), (of, at, other) -> {});
    private final Stores stores = new Stores(
            new DynamoEventStore(client, Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none()),
            Snapshots.none(),
            new MemoryReadTables(),
            new DynamoSagaTable(client, Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none()));
    private final DynamoStreamCursors cursors =
            new DynamoStreamCursors(client, Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none());
    private final DynamoParkedStreams parked =
            new DynamoParkedStreams(client, Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none());
    private final PaymentLedger ledger = new PaymentLedger();
    private final Wiring wiring = new Wiring(ShopForTests.MODEL, stores, settings);
    private final FulfilmentCheck check = new FulfilmentCheck(stores.events(), wiring);
    private final List<Instance> instances = List.of(new Instance(), new Instance());

    @AfterEach
    void close() {
        client.close();
    }

    /** One instance of the functions commands, react and sweep. */
    private final class Instance {
        private final CommandBus bus;
        private final Consumers react;
        private final Redriver redriver;
        private final SagaSweeper sweeper;

        Instance() {
            var own = wiring.on(stores, settings);
            this.bus = own.commandBus();
            var gateway = new GuardedPaymentGateway(
                    new PaymentSimulator(new RecordedRequests(own.streamReader()), ledger),
                    new GuardedPaymentGateway.Patience(
                            Duration.ofMinutes(1), 3, Duration.ZERO, 20, 0.75, Duration.ZERO));
            var catalog = new ShopCatalog(PAYMENT_TIMEOUT, () -> gateway);
            var processes = own.processes(
                    catalog.sagas(),
                    catalog.reactors(),
                    new Processes.Ports(
                            cursors, parked, new SagaSettings(now::get, Backoff.none(), 20), failure -> {}));
            this.react = new Consumers(processes.consumers(), parked, now::get, AT_ONCE_MAX, failure -> {});
            this.redriver = new Redriver(processes.consumers(), parked, now::get, failure -> {});
            this.sweeper = new SagaSweeper(processes.sagas(), stores.sagas(), now::get, failure -> {});
        }
    }

    @Test
    void thirty_orders_that_race_for_twelve_pieces_complete_exactly_twelve_times() {
        var lamp = "lamp-" + run;
        send(new Effect.Send<>(Inventory.CATEGORY, lamp, new InventoryCommand.Register("Lamp", 12)), "register");
        var orders = ids(30);
        inParallel(orders, id -> order(id, Map.of(lamp, 1L), "card"));
        settle(orders);
        check.everyOrderEnded(orders);
        check.stockIsConserved(List.of(lamp), orders);
        check.moneyIsWhereItBelongs(orders, ledger);
        atRest(orders);
        assertThat(ends(orders)).isEqualTo(Map.of(End.COMPLETED, 12L, End.CANCELLED, 18L));
    }

    @Test
    void many_orders_end_well_whatever_happens_to_requests() {
        long seed = Long.getLong("test.seed", 1);
        var random = new Random(seed);
        System.out.println(ORDERS + " orders with the seed " + seed);
        var products =
                IntStream.range(0, PRODUCTS).mapToObj(n -> "p" + n + "-" + run).toList();
        products.forEach(product -> send(
                new Effect.Send<>(Inventory.CATEGORY, product, new InventoryCommand.Register("A", PIECES)),
                "register"));
        var orders = ids(ORDERS);
        var cancelled = new ArrayList<String>();
        network.follow(operation -> random.nextInt(100) < 3 ? FAULTS.get(random.nextInt(FAULTS.size())) : Fault.NONE);
        inParallel(orders, id -> {
            var choice = new Random(id.substring(0, id.indexOf('-')).hashCode() ^ seed);
            var lines = new HashMap<String, Long>();
            for (int n = 0; n < 1 + choice.nextInt(4); n++) {
                lines.put(products.get(choice.nextInt(products.size())), 1L + choice.nextInt(2));
            }
            order(id, lines, METHODS.get(choice.nextInt(METHODS.size())));
            if (choice.nextInt(8) == 0) {
                synchronized (cancelled) {
                    cancelled.add(id);
                }
            }
        });
        round(orders);
        inParallel(
                cancelled, id -> send(new Effect.Send<>(Order.CATEGORY, id, new OrderCommand.Cancel("no")), "cancel"));
        for (int n = 0; n < 5; n++) {
            round(orders);
        }
        network.follow(operation -> Fault.NONE);
        network.deliverLate();
        settle(orders);
        check.everyOrderEnded(orders);
        check.stockIsConserved(products, orders);
        check.moneyIsWhereItBelongs(orders, ledger);
        atRest(orders);
        assertThat(ends(orders)).containsOnlyKeys(End.COMPLETED, End.CANCELLED);
    }

    private List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(n -> "o" + n + "-" + run).toList();
    }

    private void order(String id, Map<String, Long> lines, String method) {
        send(new Effect.Send<>(Order.CATEGORY, id, new OrderCommand.Create(null, "EUR")), "create");
        lines.forEach((product, quantity) -> send(
                new Effect.Send<>(Order.CATEGORY, id, new OrderCommand.AddItem(product, quantity, Money.parse("2.50"))),
                "add-" + product));
        send(new Effect.Send<>(Order.CATEGORY, id, new OrderCommand.Submit(method, null)), "submit");
    }

    /** As a client that repeats its command, with the same id, until it is told what became of it. */
    private void send(Effect.Send<?> command, String commandId) {
        for (int attempt = 0; attempt < 100; attempt++) {
            try {
                var bus = instances.get(attempt % instances.size()).bus;
                var outcome = bus.send(command, CommandContext.of(commandId));
                if (!(outcome instanceof Outcome.Unknown || outcome instanceof Outcome.Contended)) {
                    return;
                }
            } catch (StoreException e) {
                continue;
            }
        }
        throw new AssertionError(command + " has no outcome");
    }

    /** Each stream that may have something new is delivered, in any order, every other to both instances; both sweep. */
    private void round(List<String> orders) {
        var streams = new ArrayList<StreamName>();
        orders.forEach(id -> streams.addAll(List.of(Order.CATEGORY.stream(id), Payment.CATEGORY.stream(id))));
        Collections.shuffle(streams);
        var batches = IntStream.range(0, BATCHES)
                .mapToObj(n -> streams.subList(n * streams.size() / BATCHES, (n + 1) * streams.size() / BATCHES))
                .toList();
        inParallel(IntStream.range(0, BATCHES + BATCHES / 2).boxed().toList(), n -> {
            var commits = new HashMap<StreamName, List<Commit>>();
            batches.get(n % BATCHES).forEach(stream -> commits.put(stream, List.of()));
            instances.get(n / BATCHES).react.deliver(commits, Deadline.none());
        });
        inParallel(instances, instance -> {
            try {
                instance.sweeper.sweepDue(Deadline.none());
                instance.redriver.redriveDue(Deadline.none());
            } catch (StoreException e) {
                // The next minute will do.
                return;
            }
        });
        now.updateAndGet(time -> time.plusSeconds(20));
    }

    /** Time passes only where nothing else would bring anything on: no payment is given up while its gateway is to be asked. */
    private void settle(List<String> orders) {
        var open = orders;
        var before = marks(open);
        for (int n = 0; n < ROUNDS_MAX && !open.isEmpty(); n++) {
            round(open);
            var former = before;
            var after = marks(open);
            if (after.equals(former)) {
                now.updateAndGet(time -> time.plus(Duration.ofHours(7)));
            }
            open = open.stream()
                    .filter(id -> !after.get(id).equals(former.get(id)) || !isAtRest(id))
                    .toList();
            before = new HashMap<>(after);
            before.keySet().retainAll(open);
        }
        assertThat(open.stream().map(id -> stores.sagas().read("fulfilment", id)))
                .as("what does not come to rest")
                .isEmpty();
    }

    /** How far an order has come: where two rounds leave it the same, it waits for time to pass, or for nothing. */
    private record Mark(long savedTimes, long payment, long gatewayAsked) {}

    private Map<String, Mark> marks(List<String> orders) {
        return orders.stream().collect(Collectors.toMap(id -> id, this::mark));
    }

    private Mark mark(String id) {
        var payment = Payment.CATEGORY.stream(id);
        return new Mark(
                stores.sagas()
                        .read("fulfilment", id)
                        .map(SagaInstance::revision)
                        .orElse(0L),
                stores.events().last(payment).map(Commit::lastVersion).orElse(0L),
                cursors.read("payment-gateway", payment).version());
    }

    /** An order that was cancelled before it was submitted has no row. */
    private boolean isAtRest(String id) {
        return check.endOf(id) != End.OPEN
                && stores.sagas().read("fulfilment", id).stream()
                        .allMatch(row -> row.complete() && row.work().pending().isEmpty())
                && !isParked(id);
    }

    private boolean isParked(String id) {
        return Stream.of(Order.CATEGORY.stream(id), Payment.CATEGORY.stream(id))
                .anyMatch(stream -> parked.find("fulfilment", stream).isPresent()
                        || parked.find("payment-gateway", stream).isPresent());
    }

    private void atRest(List<String> orders) {
        var rows = orders.stream()
                .flatMap(id -> stores.sagas().read("fulfilment", id).stream())
                .toList();
        FulfilmentCheck.atRest(rows, stores.sagas());
        assertThat(orders).as("orders with a parked stream").noneMatch(this::isParked);
    }

    private Map<End, Long> ends(List<String> orders) {
        return orders.stream().collect(Collectors.groupingBy(check::endOf, Collectors.counting()));
    }

    private static <T> void inParallel(List<T> all, Consumer<T> work) {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE_MAX)) {
            threads.invokeAll(all.stream()
                            .map(one -> Executors.callable(() -> work.accept(one)))
                            .toList())
                    .forEach(done -> {
                        if (done.state() == Future.State.FAILED) {
                            throw new AssertionError("one of several failed", done.exceptionNow());
                        }
                    });
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
