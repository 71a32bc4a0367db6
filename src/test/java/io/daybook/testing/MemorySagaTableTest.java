package io.daybook.testing;

import io.daybook.kernel.saga.SagaTable;

/** The saga table in memory keeps the contract. */
final class MemorySagaTableTest extends SagaTableContract {
    private static final SagaTable TABLE = new MemorySagaTable();

    @Override
    protected SagaTable table() {
        return TABLE;
    }
}
