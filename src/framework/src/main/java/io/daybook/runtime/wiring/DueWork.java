package io.daybook.runtime.wiring;

import io.daybook.adapter.lambda.trigger.SweepEdge;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.deliver.Redriver;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.saga.SagaSweeper;
import java.util.Set;

/** The sweeper's work. */
public record DueWork(Redriver redriver, SagaSweeper sagas) implements SweepEdge.Work {
    @Override
    public int redriveDue(Deadline deadline) {
        return redriver.redriveDue(deadline);
    }

    @Override
    public int sweepSagas(Deadline deadline) {
        return sagas.sweepDue(deadline);
    }

    @Override
    public void recover(Set<StreamName> streams, Deadline deadline) {
        redriver.recover(streams, deadline);
    }
}
