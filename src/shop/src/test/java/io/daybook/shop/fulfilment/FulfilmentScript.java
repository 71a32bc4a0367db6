package io.daybook.shop.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.saga.Effect;
import io.daybook.shop.fulfilment.FulfilmentWorld.Instance;
import io.daybook.shop.inventory.Inventory;
import io.daybook.shop.inventory.InventoryCommand;
import io.daybook.shop.order.Order;
import io.daybook.shop.order.OrderCommand;
import io.daybook.shop.payment.Payment;
import io.daybook.shop.payment.PaymentCommand;
import io.daybook.shop.payment.PaymentGateway.VoidAnswer;
import io.daybook.shop.value.Money;
import io.daybook.testtools.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run of the model: a few orders that want the same few products, by customers who change their minds, on instances
 * that die, with records that are lost, repeated and out of order; until all is calm and everything must be in order.
 */
final class FulfilmentScript {
    private static final List<String> METHODS =
            List.of("card", "card", "card", "card-declined", "card-flaky", "card-silent", "card-late");
    private static final List<String> PRODUCTS = List.of("p0", "p1", "p2");
    private static final int INSTANCES = 3;
    private static final int STEPS_MAX = 900;
    private static final int SLEEP_STEPS_MAX = 200;
    private static final int ROUNDS_MAX = 60;
    private static final double FAULTS = 0.01;
    private static final double CRASHES = 0.01;

    private final Random random;
    private final Schedule schedule;
    private final FulfilmentWorld world;
    private final List<Instance> instances = new ArrayList<>();
    private final List<String> orders = new ArrayList<>();
    /** What clients have not had an answer to yet, by its id. */
    private final Map<String, Effect.Send<?>> wanted = new TreeMap<>();

    private final List<Delivery> deliveries = new ArrayList<>();
    private final Map<StreamName, Integer> seen = new HashMap<>();
    private @Nullable Instance asleep;
    private int awakeAfterSteps;
    private int crashes;

    /** Records on their way to a consumer. */
    private record Delivery(String consumer, StreamName stream, List<Long> versions) {}

    FulfilmentScript(Random random) {
        this.random = random;
        this.schedule = new Schedule(random);
        this.world = new FulfilmentWorld(schedule, FAULTS);
        for (int n = 0; n < INSTANCES; n++) {
            instances.add(world.instance());
        }
    }

    /** What came of it. */
    record Ends(Map<String, FulfilmentCheck.End> orders, List<String> steps, int crashes, long refunds) {}

    Ends run() {
        setUp();
        for (int step = 0; step < STEPS_MAX; step++) {
            takeRecords();
            next();
        }
        schedule.calmDown();
        settle();
        return check();
    }

    private void setUp() {
        now("register-p0", new Effect.Send<>(Inventory.CATEGORY, "p0", new InventoryCommand.Register("p0", 5)));
        want(
                Inventory.CATEGORY.name(),
                new Effect.Send<>(
                        Inventory.CATEGORY, "p1", new InventoryCommand.Register("p1", 2 + random.nextInt(6))));
        if (schedule.chance(0.7)) {
            want("late", new Effect.Send<>(Inventory.CATEGORY, "p2", new InventoryCommand.Register("p2", 4)));
        }
        want("more", new Effect.Send<>(Inventory.CATEGORY, "p0", new InventoryCommand.Receive(1 + random.nextInt(3))));
        int count = 1 + random.nextInt(4);
        for (int n = 0; n < count; n++) {
            order("o" + n);
        }
    }

    private void order(String id) {
        orders.add(id);
        now("create-" + id, new Effect.Send<>(Order.CATEGORY, id, new OrderCommand.Create(null, "EUR")));
        int lines = 1 + random.nextInt(3);
        for (int n = 0; n < lines; n++) {
            var price = schedule.chance(0.2) ? Money.ZERO : new Money(1 + random.nextInt(500));
            var add = new OrderCommand.AddItem(schedule.oneOf(PRODUCTS), 1 + random.nextInt(2), price);
            now("add-" + n + "-" + id, new Effect.Send<>(Order.CATEGORY, id, add));
        }
        want("submit", new Effect.Send<>(Order.CATEGORY, id, new OrderCommand.Submit(schedule.oneOf(METHODS), null)));
        if (schedule.chance(0.35)) {
            want("cancel", new Effect.Send<>(Order.CATEGORY, id, new OrderCommand.Cancel("changed my mind")));
        }
    }

    private void now(String commandId, Effect.Send<?> command) {
        if (world.calm.send(command, commandId).isEmpty()) {
            throw new IllegalStateException("nothing disturbs " + commandId + ", and still it has no outcome");
        }
    }

    private void want(String what, Effect.Send<?> command) {
        wanted.put(what + "-" + command.id(), command);
    }

    /** What a stream of the event table would show since the last look; some of it lost, some repeated. */
    private void takeRecords() {
        for (var stream : streams()) {
            var commits = world.store.all(stream);
            for (int n = seen.getOrDefault(stream, 0); n < commits.size(); n++) {
                for (var consumer : instances.getFirst().functions().consumers()) {
                    int copies = schedule.chance(0.15) ? 0 : schedule.chance(0.2) ? 2 : 1;
                    deliveries.addAll(Collections.nCopies(
                            copies,
                            new Delivery(
                                    consumer, stream, List.of(commits.get(n).firstVersion()))));
                }
            }
            seen.put(stream, commits.size());
        }
    }

    /** Those that wake the saga or the reactor. */
    private List<StreamName> streams() {
        return orders.stream()
                .flatMap(order -> Stream.of(Order.CATEGORY.stream(order), Payment.CATEGORY.stream(order)))
                .filter(stream -> !world.store.all(stream).isEmpty())
                .toList();
    }

    private void next() {
        fallAsleep();
        var busy = instances.stream()
                .filter(instance -> instance.process().isBusy() && instance != asleep)
                .toList();
        var idle = instances.stream()
                .filter(instance -> !instance.process().isBusy())
                .toList();
        if (busy.isEmpty() && idle.isEmpty()) {
            return;
        }
        if (idle.isEmpty() || (!busy.isEmpty() && schedule.chance(0.85))) {
            var instance = schedule.oneOf(busy);
            if (schedule.chance(CRASHES)) {
                crashes++;
                instance.process().crash();
                instances.remove(instance);
                instances.add(world.instance());
            } else {
                instance.process().step();
            }
        } else {
            begin(schedule.oneOf(idle));
        }
    }

    /** An instance that is not heard of for a while finds the world changed when it goes on with what it was at. */
    private void fallAsleep() {
        if (asleep == null && schedule.chance(0.02)) {
            asleep = schedule.oneOf(instances);
            awakeAfterSteps = random.nextInt(SLEEP_STEPS_MAX);
        } else if (asleep != null && --awakeAfterSteps < 0) {
            asleep = null;
        }
    }

    private void begin(Instance instance) {
        int choice = random.nextInt(10);
        if (choice < 5 && !deliveries.isEmpty()) {
            deliver(instance, deliveries.remove(random.nextInt(deliveries.size())));
        } else if (choice < 6) {
            deliver(
                    instance,
                    anything(
                            schedule.oneOf(streams()),
                            schedule.oneOf(instance.functions().consumers())));
        } else if (choice < 7) {
            instance.process().begin(instance.functions()::sweep);
        } else if (choice < 8) {
            world.kit.moveClock(Duration.ofSeconds(random.nextInt(8)));
        } else if (!wanted.isEmpty()) {
            var id = schedule.oneOf(List.copyOf(wanted.keySet()));
            instance.process().begin(() -> send(instance, id));
        } else {
            payLate();
        }
    }

    /** What was lost is lost; what was not done is delivered again. */
    private void deliver(Instance instance, Delivery delivery) {
        deliveries.add(delivery);
        instance.process().begin(() -> {
            if (instance.functions().deliver(delivery.consumer(), delivery.stream(), delivery.versions())) {
                deliveries.remove(delivery);
            }
        });
    }

    /** Any records of a stream in any order, or a call to look for oneself. */
    private Delivery anything(StreamName stream, String consumer) {
        var versions = new ArrayList<Long>();
        world.store.all(stream).forEach(commit -> versions.add(commit.firstVersion()));
        Collections.shuffle(versions, random);
        return new Delivery(consumer, stream, List.copyOf(versions.subList(0, random.nextInt(versions.size() + 1))));
    }

    private void send(Instance instance, String id) {
        var command = wanted.get(id);
        if (command != null && instance.functions().send(command, id).isPresent()) {
            wanted.remove(id);
        }
    }

    /** A gateway may tell by itself, at any time, that a silent charge was paid. */
    private void payLate() {
        var order = schedule.oneOf(orders);
        if (!world.store.all(Payment.CATEGORY.stream(order)).isEmpty()
                && schedule.chance(0.3)
                && world.isPaidLate(order)
                && world.gateway.voidCharge("paid", order) instanceof VoidAnswer.AlreadyPaid(var reference)) {
            want("paid", new Effect.Send<>(Payment.CATEGORY, order, new PaymentCommand.Succeed(reference)));
        }
    }

    /** Hours pass, each with a sweep and a look at every stream, until there is nothing more to do. */
    private void settle() {
        var last = world.instance();
        var before = List.<Object>of();
        for (int round = 0; round < ROUNDS_MAX; round++) {
            List.copyOf(wanted.keySet()).forEach(id -> send(last, id));
            last.functions().sweep();
            for (var stream : streams()) {
                last.functions()
                        .consumers()
                        .forEach(consumer -> last.functions().deliver(consumer, stream, List.of()));
            }
            var after = List.<Object>of(
                    world.sagas.all("fulfilment"),
                    world.store.streams().map(world.store::all).toList());
            if (after.equals(before) && wanted.isEmpty()) {
                return;
            }
            before = after;
            world.kit.moveClock(Duration.ofHours(7));
        }
        throw new AssertionError("it does not come to rest");
    }

    private Ends check() {
        var check = world.check();
        check.everyOrderEnded(orders);
        check.stockIsConserved(PRODUCTS, orders);
        check.moneyIsWhereItBelongs(orders, world.ledger);
        var rows = world.sagas.all("fulfilment");
        FulfilmentCheck.atRest(rows, world.sagas);
        assertThat(world.kit.parked().list(null, 100).parked()).isEmpty();
        var ends = new TreeMap<String, FulfilmentCheck.End>();
        orders.forEach(order -> ends.put(order, check.endOf(order)));
        var steps = rows.stream()
                .flatMap(row -> world.sagas.history(row.saga(), row.id(), 1, 100).stream())
                .map(step -> step.step())
                .toList();
        long refunds = orders.stream()
                .filter(order -> !world.ledger.of(order).refunds().isEmpty())
                .count();
        return new Ends(ends, steps, crashes, refunds);
    }
}
