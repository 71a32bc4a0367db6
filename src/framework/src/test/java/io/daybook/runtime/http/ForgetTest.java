package io.daybook.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.Wallets;
import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.saga.Effect.Send;
import io.daybook.kernel.store.EventStore;
import io.daybook.models.ModelCatalog;
import io.daybook.models.wallet.Coins;
import io.daybook.models.wallet.Wallet;
import io.daybook.models.wallet.WalletCommand;
import io.daybook.runtime.wiring.Model;
import io.daybook.runtime.wiring.Stores;
import io.daybook.runtime.wiring.Wiring;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ForgetTest {
    private static final WalletCommand OPEN = new WalletCommand.Open("Ada", Coins.ZERO, "EUR");
    private static final WalletCommand DEPOSIT = new WalletCommand.Fill(Coins.parse("1.00"));

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
        assertThat(withoutTheLast.last(Wallet.CATEGORY.stream("a1")).map(Commit::firstVersion))
                .contains(2L);
    }

    private static Wiring wiring(EventStore store) {
        return new Wiring(Model.of(new ModelCatalog()), Stores.inMemory(store), Wallets.settings(0));
    }

    private static void send(Wiring wiring, String commandId, WalletCommand command) {
        var bus = wiring.commandBus();
        bus.send(new Send<>(Wallet.CATEGORY, "a1", command), CommandContext.of(commandId));
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
