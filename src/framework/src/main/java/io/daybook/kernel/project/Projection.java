package io.daybook.kernel.project;

import io.daybook.kernel.PublicApi;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A view of one stream: folds its events into one row, whose key is the stream's id. Pure. It declares what
 * the rows of a read model are and how they are found; the catalog says in which table they are, and who may see them.
 *
 * @param <E> events of the category that it follows
 * @param <R> the row, which is one record; it is answered as JSON
 */
@PublicApi
public interface Projection<E, R> {
    /** Names its rows, cursors and marks in storage: 1..64 characters of {@code a-z 0-9 -}. */
    String name();

    /** From 1. Raise it whenever {@link #evolve}, the row or the lookups change. */
    default int version() {
        return 1;
    }

    /**
     * The lowest version whose rows this code can answer from, until its own are built: its own, unless a row of an earlier
     * version can be read as one of this version and has all of its lookups.
     */
    default int readsFrom() {
        return version();
    }

    Category<?, ?, E> follows();

    Class<R> rowType();

    /**
     * @param row before the event; null before the first one
     * @return the row after the event; null if there is none, or none any more
     */
    @Nullable
    R evolve(@Nullable R row, Recorded<E> recorded);

    /** The lookups by which its rows can be listed. The keys of a row are derived from it. */
    default List<Lookup<R>> lookups() {
        return List.of();
    }
}
