package io.daybook.kernel.saga;

import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.ParkedStreams;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EventCodec;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.StateCodec;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Runs the instances of one saga. What a trigger led to is saved before anything is sent; a command leaves its row only
 * with its outcome, which is the next trigger.
 */
public final class SagaConsumer<S> implements StreamConsumer {
    /** What it works with. */
    public record Ports(
            EventStore store, SagaTable table, CommandBus bus, ParkedStreams parked, SagaSettings settings) {}

    /** @param codecs by category, of every category that the saga follows */
    public SagaConsumer(Saga<S> saga, StateCodec<S> states, Map<String, EventCodec<?>> codecs, Ports ports) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String name() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean follows(StreamName stream) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<StreamName, Progress> apply(Map<StreamName, List<Commit>> delivered, Deadline deadline) {
        throw new UnsupportedOperationException();
    }

    /** Fires the timers of an instance that are due, and sends what is pending. */
    public void sweep(String id, Instant now, Deadline deadline) {}
}
