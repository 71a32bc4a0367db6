package io.daybook.app;

import io.daybook.adapter.lambda.SweepEdge;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.event.StreamName;
import java.util.Set;

/** The sweeper's work where there are no consumers. */
final class NothingDue implements SweepEdge.Work {
    @Override
    public int redriveDue(Deadline deadline) {
        return 0;
    }

    @Override
    public int sweepSagas(Deadline deadline) {
        return 0;
    }

    @Override
    public void recover(Set<StreamName> streams, Deadline deadline) {
        // Nobody follows them.
    }
}
