package io.daybook.kernel.project;

import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EventCodec;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.Backoff;
import io.daybook.kernel.store.EventStore;
import java.util.List;
import java.util.Map;

/** Keeps the rows of a projection of one stream: each reflects every event of its stream exactly once, in order. */
public final class Projector<E, R> implements StreamConsumer {
    /** @param category whose streams the projection reads */
    public Projector(
            String category,
            Projection<E, R> projection,
            EventCodec<E> codec,
            EventStore store,
            ReadTable<R> table,
            Backoff backoff) {
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
