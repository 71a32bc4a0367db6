package io.daybook.runtime.wiring;

import io.daybook.kernel.generation.Pictures;
import io.daybook.kernel.memory.MemoryReadTables;
import io.daybook.kernel.memory.MemorySagaTable;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.saga.SagaTable;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.Snapshots;

/**
 * The ports to storage: DynamoDB's tables, or stand-ins for them.
 *
 * @param pictures which generations of read models are there
 */
public record Stores(
        EventStore events, Snapshots snapshots, ReadTables readTables, SagaTable sagas, Pictures pictures) {
    /** Each read model has one generation, and never another. */
    public Stores(EventStore events, Snapshots snapshots, ReadTables readTables, SagaTable sagas) {
        this(events, snapshots, readTables, sagas, Pictures.first());
    }

    /** Everything in memory except the events, and no snapshots. */
    public static Stores inMemory(EventStore events) {
        return new Stores(events, Snapshots.none(), new MemoryReadTables(), new MemorySagaTable());
    }
}
