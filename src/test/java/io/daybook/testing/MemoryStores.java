package io.daybook.testing;

import io.daybook.app.Stores;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.Snapshots;

/** Everything in memory but the events. */
public final class MemoryStores {
    private MemoryStores() {}

    public static Stores with(EventStore events) {
        return new Stores(events, Snapshots.none(), new MemoryReadTables(), new MemorySagaTable());
    }
}
