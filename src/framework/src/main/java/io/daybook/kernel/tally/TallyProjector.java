package io.daybook.kernel.tally;

import io.daybook.kernel.consume.BatchConsumer;
import io.daybook.kernel.consume.CatchUp;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.PassingCodec;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.rows.TallyTable;
import io.daybook.kernel.schema.EventCodec;
import io.daybook.kernel.store.EventStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the rows of a tally. Each event adds its share exactly once, because a row and the cursor of the stream change
 * in one transaction. The streams of a batch share transactions.
 */
public final class TallyProjector<E, R> implements BatchConsumer {
    /** The index of days in a table of its own, and its only value, so that a list may begin at any day. */
    public static final String INDEX = "day";

    public static final String ANY_DAY = "all";

    private final Tally<E, R> tally;
    private final String index;
    private final EventCodec<E> codec;
    private final EventStore store;
    private final TallyPlanner<E, R> planner;
    private final TallyTable<R> table;
    private final Backoff backoff;

    /** @param index by which the rows are found by day */
    public TallyProjector(
            Tally<E, R> tally,
            String index,
            EventCodec<E> codec,
            EventStore store,
            TallyTable<R> table,
            Backoff backoff) {
        this.tally = tally;
        this.index = index;
        this.codec = codec;
        this.store = store;
        this.planner = new TallyPlanner<>(tally, codec, new CatchUp(store));
        this.table = table;
        this.backoff = backoff;
    }

    @Override
    public StreamConsumer passingOver(StreamName stream, Set<Long> versions) {
        return new TallyProjector<>(tally, index, new PassingCodec<>(codec, stream, versions), store, table, backoff);
    }

    @Override
    public String name() {
        return tally.name();
    }

    @Override
    public boolean follows(StreamName stream) {
        return stream.category().equals(tally.follows().name());
    }

    @Override
    public Map<StreamName, Progress> apply(Map<StreamName, List<Commit>> delivered, Deadline deadline) {
        var rows = new TallyRows<>(tally, index, table);
        return new TallyRun<>(planner, rows, table, backoff, delivered, deadline).progress();
    }

    @Override
    public Map<StreamName, StreamPosition> applied(Collection<StreamName> streams) {
        var applied = new HashMap<StreamName, StreamPosition>();
        table.cursors(streams).forEach((stream, cursor) -> applied.put(stream, cursor.position()));
        return applied;
    }
}
