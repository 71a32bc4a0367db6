package io.daybook.kernel.project;

import io.daybook.kernel.consume.PoisonException;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EventCodec;
import io.daybook.kernel.event.Recorded;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Folds whole commits into a row. */
final class RowFold<E, R> {
    private final Projection<E, R> projection;
    private final EventCodec<E> codec;

    RowFold(Projection<E, R> projection, EventCodec<E> codec) {
        this.projection = projection;
        this.codec = codec;
    }

    /**
     * How far it came.
     *
     * @param row to be stored in place of the one before: at the same revision
     * @param poison what it could not get past; null where all is applied
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
        long version = commit.firstVersion();
        @Nullable R value = row.value();
        try {
            for (var encoded : commit.events()) {
                for (var event : codec.decode(encoded)) {
                    value = projection.evolve(
                            value, new Recorded<>(commit.stream(), version, encoded.id(), event, commit.metadata()));
                }
                version++;
            }
            return with(row, commit.lastVersion(), value);
        } catch (RuntimeException e) {
            throw new PoisonException(Math.min(version, commit.lastVersion()), e);
        }
    }

    private Row<R> with(Row<R> row, long version, @Nullable R value) {
        return value == null
                ? new Row<>(row.key(), version, row.revision(), null, List.of(), Set.of())
                : new Row<>(
                        row.key(), version, row.revision(), value, projection.keys(value), projection.entries(value));
    }
}
