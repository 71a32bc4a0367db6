package io.daybook.kernel.project;

import io.daybook.kernel.consume.CommitTail;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.PoisonException;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EventCodec;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.Backoff;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.StoreException;
import io.daybook.kernel.store.StreamCache;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the rows of a projection of one stream: each reflects every event of its stream exactly once, in order. However
 * many commits of a stream are delivered together, they are one conditional write; a row that this instance wrote a
 * moment ago is not read again before.
 */
public final class Projector<E, R> implements StreamConsumer {
    /** Rows kept for streams that are written to again soon; some megabytes, with rows of some kilobytes; large ones by their bytes. */
    private static final int ROWS_CACHED_MAX = 1_000;

    /** Each time another writer brought the row further; more of them at once are not worth waiting for. */
    private static final int OVERTAKEN_MAX = 8;

    private final String category;
    private final Projection<E, R> projection;
    private final RowFold<E, R> fold;
    private final CommitTail tail;
    private final ReadTable<R> table;
    private final Backoff backoff;
    private final StreamCache<Row<R>> cache;

    /** With the usual limit of a cache in bytes. */
    public Projector(
            String category,
            Projection<E, R> projection,
            EventCodec<E> codec,
            EventStore store,
            ReadTable<R> table,
            Backoff backoff) {
        this(category, projection, codec, store, table, backoff, StreamCache.BYTES_MAX_DEFAULT);
    }

    /**
     * A projector of one projection.
     *
     * @param category whose streams the projection reads
     * @param cachedBytesMax rows that are kept, measured by the characters of their JSON
     */
    public Projector(
            String category,
            Projection<E, R> projection,
            EventCodec<E> codec,
            EventStore store,
            ReadTable<R> table,
            Backoff backoff,
            long cachedBytesMax) {
        this.category = category;
        this.projection = projection;
        this.fold = new RowFold<>(projection, codec);
        this.tail = new CommitTail(store);
        this.table = table;
        this.backoff = backoff;
        this.cache = new StreamCache<>(new StreamCache.Limit(ROWS_CACHED_MAX, cachedBytesMax), Row::revision);
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
        return stream.category().equals(category);
    }

    @Override
    public Map<StreamName, Progress> apply(Map<StreamName, List<Commit>> delivered, Deadline deadline) {
        var progress = new HashMap<StreamName, Progress>();
        delivered.forEach((stream, commits) -> progress.put(stream, new CatchUp(stream, commits, deadline).progress()));
        return progress;
    }

    /** One stream in one call. */
    private final class CatchUp {
        private final StreamName stream;
        private final List<Commit> delivered;
        private final Deadline deadline;
        private Row<R> row;
        private int overtaken;
        private boolean commitsSingly;

        CatchUp(StreamName stream, List<Commit> delivered, Deadline deadline) {
            this.stream = stream;
            this.delivered = delivered;
            this.deadline = deadline;
            this.row = Row.none(stream.id());
        }

        Progress progress() {
            if (deadline.hasPassed()) {
                return Progress.Postponed.LATE;
            }
            try {
                row = start();
                do {
                    if (!step()) {
                        return new Progress.Applied();
                    }
                    if (overtaken == OVERTAKEN_MAX) {
                        return new Progress.Postponed("overtaken " + overtaken + " times");
                    }
                } while (!deadline.hasPassed());
                return Progress.Postponed.LATE;
            } catch (StoreException e) {
                return new Progress.Postponed(e.toString(), e);
            } catch (PoisonException e) {
                return e.progress();
            }
        }

        /** The row of a stream whose first commit was delivered is not there yet, most likely. */
        private Row<R> start() {
            return cache.get(stream).orElseGet(() -> {
                if (delivered.stream().anyMatch(commit -> commit.firstVersion() == 1)) {
                    return Row.none(stream.id());
                }
                return read();
            });
        }

        private Row<R> read() {
            try {
                return table.read(stream.id()).orElse(Row.none(stream.id()));
            } catch (StoreException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new PoisonException(0, e);
            }
        }

        /** @return whether there may be more to apply */
        private boolean step() {
            var page = tail.following(stream, row.version(), delivered);
            var commits = commitsSingly ? page.commits().stream().limit(1).toList() : page.commits();
            var folded = fold.after(row, commits);
            if (folded.row().version() > row.version() && !write(folded.row())) {
                return true;
            }
            if (folded.poison() != null) {
                throw folded.poison();
            }
            return page.hasMore() || commits.size() < page.commits().size();
        }

        /** @return whether it was written; else the row is where another writer brought it */
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
                // It cannot be stored: what the commits before the one that breaks it made of it, can.
                if (commitsSingly) {
                    throw new PoisonException(row.version() + 1, e);
                }
                commitsSingly = true;
                return false;
            }
        }
    }
}
