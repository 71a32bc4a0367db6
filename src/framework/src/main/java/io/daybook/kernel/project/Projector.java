package io.daybook.kernel.project;

import io.daybook.kernel.consume.CatchUp;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.PoisonException;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.failure.StoreException;
import io.daybook.kernel.rows.ReadTable;
import io.daybook.kernel.rows.Row;
import io.daybook.kernel.schema.EventCodec;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.StreamCache;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the rows of a projection. Each row reflects every event of its stream exactly once, in order. All commits of a
 * stream that are delivered together are one conditional write. A row that this instance wrote a moment ago is not read
 * before the next write.
 */
public final class Projector<E, R> implements StreamConsumer {
    /** Rows kept in memory, because their streams are likely to be written to again soon. Bytes limit large ones. */
    private static final int ROWS_CACHED_MAX = 1_000;

    /** Each time, another writer has advanced the row. With more writers at once, waiting is not worth it. */
    private static final int OVERTAKEN_MAX = 8;

    private final Projection<E, R> projection;
    private final RowFold<E, R> fold;
    private final CatchUp catchUp;
    private final ReadTable<R> table;
    private final Backoff backoff;
    private final StreamCache<Row<R>> cache;

    /** With the default limit of the cache in bytes. */
    public Projector(
            Projection<E, R> projection,
            RowIndexes<R> indexes,
            EventCodec<E> codec,
            EventStore store,
            ReadTable<R> table,
            Backoff backoff) {
        this(projection, indexes, codec, store, table, backoff, StreamCache.BYTES_MAX_DEFAULT);
    }

    /**
     * A projector of one projection.
     *
     * @param cachedBytesMax of the rows that are kept in memory, measured by the characters of their JSON
     */
    public Projector(
            Projection<E, R> projection,
            RowIndexes<R> indexes,
            EventCodec<E> codec,
            EventStore store,
            ReadTable<R> table,
            Backoff backoff,
            long cachedBytesMax) {
        this(
                projection,
                new RowFold<>(projection, indexes, codec),
                new CatchUp(store),
                table,
                backoff,
                new StreamCache<>(new StreamCache.Limit(ROWS_CACHED_MAX, cachedBytesMax), Row::revision));
    }

    private Projector(
            Projection<E, R> projection,
            RowFold<E, R> fold,
            CatchUp catchUp,
            ReadTable<R> table,
            Backoff backoff,
            StreamCache<Row<R>> cache) {
        this.projection = projection;
        this.fold = fold;
        this.catchUp = catchUp;
        this.table = table;
        this.backoff = backoff;
        this.cache = cache;
    }

    @Override
    public StreamConsumer passingOver(StreamName stream, Set<Long> versions) {
        return new Projector<>(projection, fold.passingOver(stream, versions), catchUp, table, backoff, cache);
    }

    @Override
    public void forget() {
        cache.clear();
    }

    @Override
    public String name() {
        return projection.name();
    }

    @Override
    public boolean follows(StreamName stream) {
        return stream.category().equals(projection.follows().name());
    }

    @Override
    public Progress apply(StreamName stream, List<Commit> delivered, Deadline deadline) {
        return CatchUp.attempt(
                deadline,
                () -> catchUp.follow(stream, delivered, deadline, new RowWriter(stream, start(stream, delivered))));
    }

    /** A row that cannot be read counts as not there, so that whoever catches it up learns why. */
    @Override
    public Map<StreamName, StreamPosition> applied(Collection<StreamName> streams) {
        var ids = streams.stream().map(StreamName::id).toList();
        var applied = new HashMap<StreamName, StreamPosition>();
        try {
            var rows = table.readAll(ids, true);
            streams.forEach(stream -> applied.put(
                    stream,
                    rows.getOrDefault(stream.id(), Row.none(stream.id())).position()));
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            streams.forEach(stream -> applied.put(stream, positionOf(stream)));
        }
        return applied;
    }

    private StreamPosition positionOf(StreamName stream) {
        try {
            return read(stream.id()).position();
        } catch (PoisonException e) {
            return StreamPosition.START;
        }
    }

    /** If the first commit of a stream was delivered, there is most likely no row yet. */
    private Row<R> start(StreamName stream, List<Commit> delivered) {
        return cache.get(stream)
                .orElseGet(() -> delivered.stream().anyMatch(commit -> commit.firstVersion() == 1)
                        ? Row.none(stream.id())
                        : read(stream.id()));
    }

    private Row<R> read(String key) {
        try {
            return table.read(key).orElse(Row.none(key));
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new PoisonException(0, e);
        }
    }

    /** The row of one stream in one call. */
    private final class RowWriter implements CatchUp.Follower {
        private final StreamName stream;
        private Row<R> row;
        private int overtaken;
        private boolean commitsSingly;

        RowWriter(StreamName stream, Row<R> row) {
            this.stream = stream;
            this.row = row;
        }

        @Override
        public StreamPosition position() {
            return row.position();
        }

        @Override
        public int commitsAtOnceMax() {
            return commitsSingly ? 1 : Integer.MAX_VALUE;
        }

        @Override
        public Progress take(List<Commit> commits) {
            var folded = fold.after(row, commits);
            if (folded.row().version() > row.version() && !write(folded.row())) {
                return overtaken == OVERTAKEN_MAX
                        ? new Progress.Postponed("overtaken " + overtaken + " times")
                        : Progress.APPLIED;
            }
            return folded.poison() == null ? Progress.APPLIED : folded.poison().progress();
        }

        /** @return whether it was written; if not, another writer has advanced the row */
        private boolean write(Row<R> next) {
            try {
                var written = table.write(row, next);
                row = written.row();
                cache.put(stream, row, written.valueLength());
                if (written instanceof ReadTable.Written.Done) {
                    return true;
                }
                backoff.pause(++overtaken);
                return false;
            } catch (StoreException e) {
                throw e;
            } catch (RuntimeException e) {
                // The row cannot be stored, but the row before the commit that makes it too large can.
                if (commitsSingly) {
                    throw new PoisonException(row.version() + 1, e);
                }
                commitsSingly = true;
                return false;
            }
        }
    }
}
