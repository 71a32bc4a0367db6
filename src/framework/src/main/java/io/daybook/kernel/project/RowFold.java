package io.daybook.kernel.project;

import io.daybook.kernel.consume.CommitEvents;
import io.daybook.kernel.consume.PassingCodec;
import io.daybook.kernel.consume.PoisonException;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.rows.Row;
import io.daybook.kernel.schema.EventCodec;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Folds whole commits into a row. */
final class RowFold<E, R> {
    private final Projection<E, R> projection;
    private final RowIndexes<R> indexes;
    private final EventCodec<E> codec;

    RowFold(Projection<E, R> projection, RowIndexes<R> indexes, EventCodec<E> codec) {
        this.projection = projection;
        this.indexes = indexes;
        this.codec = codec;
    }

    /** The same, except that it passes over some events of one stream. */
    RowFold<E, R> passingOver(StreamName stream, Set<Long> versions) {
        return new RowFold<>(projection, indexes, new PassingCodec<>(codec, stream, versions));
    }

    /**
     * The result of a fold.
     *
     * @param row to be stored in place of the one before, with the same revision
     * @param poison the event that could not be applied; null if all are applied
     */
    record Folded<R>(Row<R> row, @Nullable PoisonException poison) {}

    /** Applies each commit whole or not at all. */
    Folded<R> after(Row<R> row, List<Commit> commits) {
        var next = row;
        for (var commit : commits) {
            try {
                next = after(next, commit);
            } catch (PoisonException e) {
                return new Folded<>(next, e);
            }
        }
        return new Folded<>(next, null);
    }

    private Row<R> after(Row<R> row, Commit commit) {
        var value = new Value<>(row.value());
        CommitEvents.forEach(commit, codec, event -> value.now = projection.evolve(value.now, event.recorded()));
        try {
            return with(row, commit.end(), value.now);
        } catch (RuntimeException e) {
            throw new PoisonException(commit.lastVersion(), commit.metadata().correlationId(), e);
        }
    }

    /** A row while a commit is being applied. */
    private static final class Value<R> {
        private @Nullable R now;

        Value(@Nullable R before) {
            this.now = before;
        }
    }

    private Row<R> with(Row<R> row, StreamPosition end, @Nullable R value) {
        return value == null
                ? new Row<>(row.key(), end.version(), row.revision(), null, List.of(), Set.of(), end.hash())
                : new Row<>(
                        row.key(),
                        end.version(),
                        row.revision(),
                        value,
                        indexes.keys(value),
                        indexes.entries(value),
                        end.hash());
    }
}
