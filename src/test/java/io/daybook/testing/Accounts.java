package io.daybook.testing;

import io.daybook.domain.account.Account;
import io.daybook.domain.account.AccountCommand;
import io.daybook.domain.account.AccountEvent;
import io.daybook.domain.value.Money;
import io.daybook.kernel.decide.CommandHandler;
import io.daybook.kernel.decide.HandlerSettings;
import io.daybook.kernel.event.EventCodec;
import io.daybook.kernel.store.Backoff;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.Snapshots;
import io.daybook.kernel.store.StateCodec;
import java.time.InstantSource;
import java.util.UUID;

/** Handlers of accounts for tests: each one is an instance of its own, with its own cache. */
public final class Accounts {
    private final EventCodec<AccountEvent> codec;
    private final StateCodec<Account.State> states;
    private final EventStore store;

    public Accounts(EventCodec<AccountEvent> codec, StateCodec<Account.State> states, EventStore store) {
        this.codec = codec;
        this.states = states;
        this.store = store;
    }

    /** On a store that is used by this test alone, without JSON. */
    public static Accounts onHeap(EventStore store) {
        return new Accounts(new HeapCodec<>(AccountEvent.TYPES), new HeapCodec.States<>(), store);
    }

    public EventCodec<AccountEvent> codec() {
        return codec;
    }

    public CommandHandler<AccountCommand, Account.State, AccountEvent> instance() {
        return instance(store, Snapshots.none(), settings(0));
    }

    public CommandHandler<AccountCommand, Account.State, AccountEvent> instance(EventStore other) {
        return instance(other, Snapshots.none(), settings(0));
    }

    public CommandHandler<AccountCommand, Account.State, AccountEvent> instance(
            EventStore other, Snapshots snapshots, HandlerSettings settings) {
        return new CommandHandler<>(Account.CATEGORY, codec, states, other, snapshots, settings);
    }

    public static HandlerSettings settings(int snapshotEveryEvents) {
        return new HandlerSettings(
                8,
                100,
                snapshotEveryEvents,
                Backoff.none(),
                InstantSource.system(),
                () -> UUID.randomUUID().toString());
    }

    public static AccountCommand open(String initialDeposit) {
        return new AccountCommand.Open("Ada", Money.parse(initialDeposit), "USD");
    }

    public static AccountCommand deposit(String amount) {
        return new AccountCommand.Deposit(Money.parse(amount));
    }

    public static AccountCommand withdraw(String amount) {
        return new AccountCommand.Withdraw(Money.parse(amount));
    }
}
