package io.daybook.shop.fulfilment;

import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.consume.StreamCursors;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.failure.StoreException;
import io.daybook.kernel.failure.StoreInDoubtException;
import io.daybook.kernel.failure.StoreThrottledException;
import io.daybook.kernel.handle.HandlerSettings;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.memory.MemoryParkedStreams;
import io.daybook.kernel.memory.MemoryReadTables;
import io.daybook.kernel.memory.MemorySagaTable;
import io.daybook.kernel.memory.MemoryStreamCursors;
import io.daybook.kernel.process.SagaSettings;
import io.daybook.kernel.react.ReactorUnavailableException;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.SagaTable;
import io.daybook.kernel.send.CommandBus;
import io.daybook.kernel.store.AppendResult;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.Snapshots;
import io.daybook.runtime.wiring.Processes;
import io.daybook.runtime.wiring.Stores;
import io.daybook.runtime.wiring.Wiring;
import io.daybook.shop.ShopCatalog;
import io.daybook.shop.ShopForTests;
import io.daybook.shop.gateway.PaymentLedger;
import io.daybook.shop.gateway.PaymentSimulator;
import io.daybook.shop.gateway.RecordedRequests;
import io.daybook.shop.payment.GatewayFailedException;
import io.daybook.shop.payment.PaymentGateway;
import io.daybook.shop.value.Money;
import io.daybook.testtools.Schedule;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that lasts, in memory; and instances of the functions that work on it, each with caches of its own. */
final class FulfilmentWorld {
    static final Duration PAYMENT_TIMEOUT = Duration.ofSeconds(10);

    /** Its JSON readers serve all worlds. */
    private static final Wiring TEMPLATE = new Wiring(
            ShopForTests.MODEL,
            Stores.inMemory(new MemoryEventStore()),
            settings(InstantSource.system(), new AtomicLong()));

    final MemoryEventStore store = new MemoryEventStore();
    final MemorySagaTable sagas = new MemorySagaTable();
    final MemoryParkedStreams parked = new MemoryParkedStreams();
    final PaymentLedger ledger = new PaymentLedger();
    private final RecordedRequests requests =
            new RecordedRequests(TEMPLATE.on(Stores.inMemory(store), settings(InstantSource.system(), new AtomicLong()))
                    .streamReader());
    final PaymentGateway gateway = new PaymentSimulator(requests, ledger);
    private final MemoryStreamCursors cursors = new MemoryStreamCursors();
    private final AtomicLong ids = new AtomicLong();
    private final Schedule schedule;
    private final double faults;
    private Instant now = Instant.parse("2026-11-23T08:00:00.000Z");

    /** @param faults how probable it is that a call fails, or that its answer is lost */
    FulfilmentWorld(Schedule schedule, double faults) {
        this.schedule = schedule;
        this.faults = faults;
    }

    /** Commands that nothing disturbs. */
    CommandBus calmBus() {
        return TEMPLATE.on(Stores.inMemory(store), settings(() -> now, ids)).commandBus();
    }

    /** Whether an order's payment is one that the gateway is silent about until it was made. */
    boolean isPaidLate(String orderId) {
        return requests.apply(orderId).method().equals("card-late");
    }

    FulfilmentCheck check() {
        return new FulfilmentCheck(store, TEMPLATE);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    private static HandlerSettings settings(InstantSource clock, AtomicLong ids) {
        return new HandlerSettings(
                8, 100, 0, Backoff.none(), clock, () -> "event-" + ids.incrementAndGet(), (of, at, other) -> {});
    }

    Instance instance() {
        return new Instance(schedule.process());
    }

    /** One instance of all functions. What it does is disturbed until the schedule calms down. */
    final class Instance {
        final Schedule.Party process;
        private final CommandBus bus;
        private final Processes processes;
        private final SagaTable table;

        private Instance(Schedule.Party process) {
            this.process = process;
            this.table = process.port(SagaTable.class, sagas, FulfilmentWorld.this::disturb);
            var events = process.port(EventStore.class, store, FulfilmentWorld.this::disturb);
            var wiring = TEMPLATE.on(
                    new Stores(events, Snapshots.none(), new MemoryReadTables(), table), settings(() -> now, ids));
            this.bus = wiring.commandBus();
            var disturbed =
                    new Unguarded(process.port(PaymentGateway.class, gateway, FulfilmentWorld.this::disturbGateway));
            var catalog = new ShopCatalog(PAYMENT_TIMEOUT, () -> disturbed);
            this.processes = wiring.processes(
                    catalog.sagas(),
                    catalog.reactors(),
                    new Processes.Ports(
                            process.port(StreamCursors.class, cursors, FulfilmentWorld.this::disturb),
                            parked,
                            new SagaSettings(() -> now, Backoff.none(), 20, Runnable::run),
                            failure -> {}));
        }

        List<String> consumers() {
            return processes.consumers().stream().map(StreamConsumer::name).toList();
        }

        /**
         * As the function would that is called with a batch.
         *
         * @return whether it need not be delivered again
         */
        boolean deliver(String consumer, StreamName stream, List<Commit> commits) {
            return processes.consumers().stream()
                    .filter(candidate -> candidate.name().equals(consumer) && candidate.follows(stream))
                    .map(follower -> follower.apply(stream, commits, Deadline.none()))
                    .allMatch(FulfilmentWorld::isDone);
        }

        /** As the sweeper, but one instance after the other, so that a seed decides everything. */
        void sweep() {
            try {
                for (var due : table.due(now, SagaTable.PAGE_MAX)) {
                    processes.sagas().stream()
                            .filter(saga -> saga.name().equals(due.saga()))
                            .forEach(saga -> saga.sweep(due.id(), now, Deadline.none()));
                }
            } catch (StoreException e) {
                // The next minute will do.
                return;
            }
        }

        /** Empty where the caller has to ask again with the same id. */
        Optional<Outcome> send(Effect.Send<?> command, String commandId) {
            try {
                var outcome = bus.send(command, CommandContext.of(commandId));
                return outcome instanceof Outcome.Unknown || outcome instanceof Outcome.Contended
                        ? Optional.empty()
                        : Optional.of(outcome);
            } catch (StoreException e) {
                return Optional.empty();
            }
        }
    }

    private static boolean isDone(@Nullable Progress progress) {
        return switch (progress) {
            case Progress.Applied() -> true;
            case Progress.Postponed _ -> false;
            case Progress.Poisoned poisoned -> throw new AssertionError("poisoned: " + poisoned, poisoned.cause());
            case null -> throw new AssertionError("a consumer said nothing");
        };
    }

    private @Nullable Object disturb(Method call, boolean isAfter) {
        if (!schedule.chance(faults)) {
            return null;
        }
        if (call.getReturnType() == AppendResult.class && schedule.chance(0.5)) {
            return new AppendResult.Unknown();
        }
        if (call.getName().equals("settle") && schedule.chance(0.5)) {
            return new Outcome.Unknown();
        }
        if (!isAfter) {
            throw new StoreThrottledException("too fast", new IllegalStateException("a test"));
        }
        if (List.of("save", "move").contains(call.getName())) {
            throw new StoreInDoubtException("the answer was lost");
        }
        return null;
    }

    private @Nullable Object disturbGateway(Method call, boolean isAfter) {
        if (schedule.chance(faults)) {
            throw new GatewayFailedException(call.getName() + (isAfter ? " without an answer" : " failed"));
        }
        return null;
    }

    /** As the guard does, but for its patience. */
    private record Unguarded(PaymentGateway gateway) implements PaymentGateway {
        @Override
        public Charge charge(String idempotencyKey, String orderId, Money amount, String currency, String method) {
            return once(() -> gateway.charge(idempotencyKey, orderId, amount, currency, method));
        }

        @Override
        public VoidAnswer voidCharge(String idempotencyKey, String orderId) {
            return once(() -> gateway.voidCharge(idempotencyKey, orderId));
        }

        @Override
        public void refund(String idempotencyKey, String orderId, Money amount, String currency, String reference) {
            once(() -> {
                gateway.refund(idempotencyKey, orderId, amount, currency, reference);
                return true;
            });
        }

        private static <T> T once(Supplier<T> call) {
            try {
                return call.get();
            } catch (GatewayFailedException e) {
                throw new ReactorUnavailableException("the gateway fails", e);
            }
        }
    }
}
