package io.daybook.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.shop.account.Account;
import io.daybook.shop.account.AccountCommand;
import io.daybook.shop.value.Money;
import io.daybook.kernel.decide.CommandContext;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.saga.Effect.Send;
import io.daybook.kernel.store.EventStore;
import io.daybook.fixture.Wallets;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.fixture.MemoryStores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ForgetTest {
    private static final AccountCommand OPEN = new AccountCommand.Open("Ada", Money.ZERO, "EUR");
    private static final AccountCommand DEPOSIT = new AccountCommand.Deposit(Money.parse("1.00"));

    @Test
    void after_a_store_has_lost_its_last_commits_the_next_command_leaves_no_gap() {
        var current = new AtomicReference<EventStore>(new MemoryEventStore());
        var wiring = wiring(replaceable(current));
        send(wiring, "c1", OPEN);
        send(wiring, "c2", DEPOSIT);
        var withoutTheLast = new MemoryEventStore();
        send(wiring(withoutTheLast), "c1", OPEN);
        current.set(withoutTheLast);
        wiring.forget();
        send(wiring, "c3", DEPOSIT);
        assertThat(withoutTheLast.last(Account.CATEGORY.stream("a1")).map(Commit::firstVersion))
                .contains(2L);
    }

    private static Wiring wiring(EventStore store) {
        return new Wiring(Catalog.MODEL, MemoryStores.with(store), Accounts.settings(0));
    }

    private static void send(Wiring wiring, String commandId, AccountCommand command) {
        var bus = wiring.commandBus();
        bus.send(bus.encode(new Send<>(Account.CATEGORY, "a1", command)), CommandContext.of(commandId));
    }

    /** The same store for who uses it, whatever is behind it. */
    private static EventStore replaceable(AtomicReference<EventStore> current) {
        return (EventStore) Proxy.newProxyInstance(
                ForgetTest.class.getClassLoader(), new Class<?>[] {EventStore.class}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(current.get(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
