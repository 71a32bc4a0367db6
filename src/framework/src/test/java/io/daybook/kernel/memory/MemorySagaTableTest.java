package io.daybook.kernel.memory;

import io.daybook.kernel.saga.SagaListsContract;
import io.daybook.kernel.saga.SagaTable;
import io.daybook.kernel.saga.SagaTableContract;
import org.junit.jupiter.api.Nested;

/** The saga table in memory keeps the contract. */
final class MemorySagaTableTest {
    private static final SagaTable TABLE = new MemorySagaTable();

    @Nested
    final class Instances extends SagaTableContract {
        @Override
        protected SagaTable table() {
            return TABLE;
        }
    }

    @Nested
    final class Lists extends SagaListsContract {
        @Override
        protected SagaTable table() {
            return TABLE;
        }
    }
}
