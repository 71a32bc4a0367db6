package io.daybook.kernel.saga;

import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.consume.StreamCursors;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EventCodec;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.EventStore;
import java.util.List;
import java.util.Map;

/** Runs one reactor: each event that concerns it reaches its port at least once, and its result is told exactly once. */
public final class ReactorConsumer<E> implements StreamConsumer {
    public ReactorConsumer(
            Reactor<E> reactor, EventCodec<E> codec, EventStore store, StreamCursors cursors, CommandBus bus) {
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
}
