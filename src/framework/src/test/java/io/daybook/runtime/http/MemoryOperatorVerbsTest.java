package io.daybook.runtime.http;

import io.daybook.kernel.deliver.ParkedStreams;
import io.daybook.kernel.memory.MemoryOperatorTable;
import io.daybook.kernel.memory.MemoryParkedStreams;
import io.daybook.kernel.operate.OperatorTable;

/** The verbs of operators, in memory. */
final class MemoryOperatorVerbsTest extends OperatorVerbsContract {
    private static final OperatorTable OPERATORS = new MemoryOperatorTable();
    private static final ParkedStreams PARKED = new MemoryParkedStreams();

    @Override
    OperatorTable operators() {
        return OPERATORS;
    }

    @Override
    ParkedStreams parked() {
        return PARKED;
    }
}
