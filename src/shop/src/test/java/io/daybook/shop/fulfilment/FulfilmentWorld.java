package io.daybook.shop.fulfilment;

import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.failure.StoreInDoubtException;
import io.daybook.kernel.failure.StoreThrottledException;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.memory.MemorySagaTable;
import io.daybook.kernel.react.ReactorUnavailableException;
import io.daybook.kernel.store.AppendResult;
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
import io.daybook.testing.ProcessInstance;
import io.daybook.testing.ProcessWorld;
import io.daybook.testtools.Schedule;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The world of orders: a gateway, and instances of the functions, each of which is disturbed on its way. */
final class FulfilmentWorld {
    static final Duration PAYMENT_TIMEOUT = Duration.ofSeconds(10);

    /** Its JSON readers serve all worlds. */
    private static final ProcessWorld TEMPLATE = ProcessWorld.of(ShopForTests.CATALOG);

    private static final Wiring CODECS =
            new Wiring(ShopForTests.MODEL, Stores.inMemory(new MemoryEventStore()), ShopForTests.settings());

    final ProcessWorld kit = TEMPLATE.empty();
    final MemoryEventStore store = kit.store();
    final MemorySagaTable sagas = kit.sagas();
    final PaymentLedger ledger = new PaymentLedger();
    private final RecordedRequests requests = new RecordedRequests(kit.streamReader());
    final PaymentGateway gateway = new PaymentSimulator(requests, ledger);
    /** Nothing disturbs it. */
    final ProcessInstance calm =
            kit.instance(new ShopCatalog(PAYMENT_TIMEOUT, () -> gateway), ProcessInstance.Around.NOTHING);

    private final Schedule schedule;
    private final double faults;

    /** @param faults how probable it is that a call fails, or that its answer is lost */
    FulfilmentWorld(Schedule schedule, double faults) {
        this.schedule = schedule;
        this.faults = faults;
    }

    /** Whether an order's payment is one that the gateway is silent about until it was made. */
    boolean isPaidLate(String orderId) {
        return requests.apply(orderId).method().equals("card-late");
    }

    FulfilmentCheck check() {
        return new FulfilmentCheck(store, CODECS);
    }

    /** What it does is disturbed until the schedule calms down. */
    Instance instance() {
        var process = schedule.process();
        var disturbed = new Unguarded(process.port(PaymentGateway.class, gateway, this::disturbGateway));
        var catalog = new ShopCatalog(PAYMENT_TIMEOUT, () -> disturbed);
        return new Instance(process, kit.instance(catalog, new ProcessInstance.Around() {
            @Override
            public <T> T port(Class<T> type, T port) {
                return process.port(type, port, FulfilmentWorld.this::disturb);
            }
        }));
    }

    /** An instance of all functions, and the process that it runs in. */
    record Instance(Schedule.Party process, ProcessInstance functions) {}

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
