package io.daybook.kernel.project;

import io.daybook.kernel.PublicApi;
import io.daybook.kernel.event.Recorded;
import java.util.List;
import java.util.Map;

/**
 * A view of many streams, such as a count by day: every event adds its share to some rows. Pure. Since shares are merged
 * in whatever order streams arrive, {@link #merge} must be associative and commutative.
 *
 * @param <E> events of the category that it reads
 * @param <R> a row, one record, and also a share of one
 */
@PublicApi
public interface MultiStreamProjection<E, R> {
    /** Names its rows, cursors and markers in storage: 1..64 characters of {@code a-z 0-9 -}. */
    String name();

    /** What an event adds, by the key of the row; empty where it adds nothing. */
    Map<String, R> shares(Recorded<E> recorded);

    R merge(R one, R other);

    /** Where the row is found, at most one key for each index. */
    default List<IndexKey> keys(R row) {
        return List.of();
    }

    /**
     * Over how many parts a row is spread by stream, to be merged on reading: 1, or {@link IndexKey#PARTS} for a row that
     * many streams write to at once.
     */
    default int parts() {
        return 1;
    }
}
