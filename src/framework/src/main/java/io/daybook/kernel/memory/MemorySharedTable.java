package io.daybook.kernel.memory;

import io.daybook.kernel.shared.Revised;
import io.daybook.kernel.shared.SharedTable;

/** A shared value in memory. It behaves as one on DynamoDB, and passes the same contract suite. */
public final class MemorySharedTable<T> implements SharedTable<T> {
    private Revised<T> there;

    /** @param none the value that was never written */
    public MemorySharedTable(T none) {
        this.there = new Revised<>(none, 0);
    }

    @Override
    public synchronized Revised<T> read() {
        return there;
    }

    @Override
    public synchronized boolean replace(Revised<T> seen, T next) {
        if (there.revision() != seen.revision()) {
            return false;
        }
        there = there.next(next);
        return true;
    }
}
