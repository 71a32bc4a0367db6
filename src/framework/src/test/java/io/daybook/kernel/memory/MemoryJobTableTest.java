package io.daybook.kernel.memory;

import io.daybook.kernel.job.JobTable;
import io.daybook.kernel.job.JobTableContract;

/** Jobs in memory keep the contract. */
final class MemoryJobTableTest extends JobTableContract {
    private final JobTable table = new MemoryJobTable();

    @Override
    protected JobTable table() {
        return table;
    }
}
