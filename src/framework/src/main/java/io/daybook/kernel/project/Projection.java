package io.daybook.kernel.project;

import io.daybook.kernel.PublicApi;
import io.daybook.kernel.event.Recorded;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A view of one stream: folds its events into one row, whose key is the stream's id. Pure. Where the row is found by
 * something else than its key is derived from the row, never written by hand.
 *
 * @param <E> events of the category that it reads
 * @param <R> the row, one record; written as JSON wherever it is shown
 */
@PublicApi
public interface Projection<E, R> {
    /** Names its rows, cursors and markers in storage: 1..64 characters of {@code a-z 0-9 -}. */
    String name();

    /** @return the row after the event; null where there is none (any more). {@code row} is null before the first */
    @Nullable
    R evolve(@Nullable R row, Recorded<E> recorded);

    /** Keys that stand on the row itself, at most one for each index. They cost nothing but their place in the index. */
    default List<IndexKey> keys(R row) {
        return List.of();
    }

    /**
     * Further places, any number for each index, such as one for each word of a name. Each is an item of its own, written
     * in one transaction with the row, and only where it differs from before.
     */
    default Set<IndexKey> entries(R row) {
        return Set.of();
    }

    /** What its rows can be listed by. */
    default List<Lookup> lookups() {
        return List.of();
    }
}
