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

/** Keeps the rows of a projection of many streams: each event adds its share exactly once; the writes of a batch are shared. */
public final class MultiStreamProjector<E, R> implements StreamConsumer {
    /** @param category whose streams the projection reads */
    public MultiStreamProjector(
            String category,
            MultiStreamProjection<E, R> projection,
            EventCodec<E> codec,
            EventStore store,
            TallyTable<R> table,
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
    public boolean coalesces() {
        return true;
    }

    @Override
    public Map<StreamName, Progress> apply(Map<StreamName, List<Commit>> delivered, Deadline deadline) {
        throw new UnsupportedOperationException();
    }
}
