package io.daybook.app;

import io.daybook.kernel.project.ReadTables;
import io.daybook.kernel.saga.SagaTable;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.Snapshots;

/** Where everything is kept: DynamoDB's tables, or what stands in for them. */
public record Stores(EventStore events, Snapshots snapshots, ReadTables readTables, SagaTable sagas) {}
