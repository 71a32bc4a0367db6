package io.daybook.runtime.http;

import io.daybook.fixture.JobsApi;
import io.daybook.kernel.memory.MemoryEventScan;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.memory.MemoryJobTable;
import io.daybook.kernel.work.CostMeter;
import io.daybook.runtime.wiring.Stores;

/** In memory. */
final class MemoryJobsTest extends JobContract {
    MemoryJobsTest() {
        super(world());
    }

    private static World world() {
        var store = new MemoryEventStore();
        var stores = Stores.inMemory(store);
        return new World(
                new JobsApi(stores, new MemoryJobTable(), new MemoryEventScan(store), CostMeter.none()), store);
    }
}
