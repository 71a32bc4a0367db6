package io.daybook.kernel.project;

import io.daybook.kernel.consume.BatchConsumer;
import io.daybook.kernel.consume.CatchUp;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EventCodec;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.Backoff;
import io.daybook.kernel.store.EventStore;
import java.util.List;
import java.util.Map;

/**
 * Keeps the rows of a projection of many streams: each event adds its share exactly once, because a row and the cursor
 * of the stream change in one transaction. The streams of a batch share transactions.
 */
public final class MultiStreamProjector<E, R> implements BatchConsumer {
    private final String category;
    private final MultiStreamProjection<E, R> projection;
    private final TallyPlanner<E, R> planner;
    private final TallyTable<R> table;
    private final Backoff backoff;

    /** @param category whose streams the projection reads */
    public MultiStreamProjector(
            String category,
            MultiStreamProjection<E, R> projection,
            EventCodec<E> codec,
            EventStore store,
            TallyTable<R> table,
            Backoff backoff) {
        if (projection.parts() != 1 && projection.parts() != IndexKey.PARTS) {
            throw new IllegalArgumentException(projection.name() + " has 1 or " + IndexKey.PARTS + " parts");
        }
        this.category = category;
        this.projection = projection;
        this.planner = new TallyPlanner<>(projection, codec, new CatchUp(store));
        this.table = table;
        this.backoff = backoff;
    }

    @Override
    public String name() {
        return projection.name();
    }

    @Override
    public boolean follows(StreamName stream) {
        return stream.category().equals(category);
    }

    @Override
    public Map<StreamName, Progress> apply(Map<StreamName, List<Commit>> delivered, Deadline deadline) {
        var rows = new TallyRows<>(projection, table);
        return new TallyRun<>(planner, rows, table, backoff, delivered, deadline).progress();
    }
}
