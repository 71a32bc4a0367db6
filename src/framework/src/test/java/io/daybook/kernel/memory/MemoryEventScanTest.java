package io.daybook.kernel.memory;

import io.daybook.kernel.store.EventScan;
import io.daybook.kernel.store.EventScanContract;
import io.daybook.kernel.store.EventStore;

/** The scan of a book in memory keeps the contract. */
final class MemoryEventScanTest extends EventScanContract {
    private final MemoryEventStore store = new MemoryEventStore();

    @Override
    protected EventStore store() {
        return store;
    }

    @Override
    protected EventScan scan() {
        return new MemoryEventScan(store);
    }
}
