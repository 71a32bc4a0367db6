package io.daybook.kernel.saga;

import io.daybook.kernel.consume.Deadline;
import java.time.InstantSource;
import java.util.List;

/** The work of each minute: due timers, and commands that a crash left unsent. */
public final class SagaSweeper {
    public SagaSweeper(List<SagaConsumer<?>> sagas, SagaTable table, InstantSource clock) {
        throw new UnsupportedOperationException();
    }

    /** @return how many instances were looked at */
    public int sweepDue(Deadline deadline) {
        return 0;
    }
}
