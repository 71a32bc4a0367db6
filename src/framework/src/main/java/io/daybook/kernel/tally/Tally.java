package io.daybook.kernel.tally;

import io.daybook.kernel.PublicApi;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import java.util.Map;

/**
 * A sum over many streams, such as a count by day: every event adds its share to some rows. Pure. Streams arrive in any
 * order, so {@link #merge} must be associative and commutative.
 *
 * @param <E> events of the category that it follows
 * @param <R> a row, which is one record, and also a share of a row
 */
@PublicApi
public interface Tally<E, R> {
    /** Names its rows, cursors and marks in storage: 1..64 characters of {@code a-z 0-9 -}. */
    String name();

    /** From 1. Raise it whenever {@link #shares}, {@link #merge} or the row changes. */
    default int version() {
        return 1;
    }

    /** The lowest version whose rows this code can answer from, until its own are built. */
    default int readsFrom() {
        return version();
    }

    Category<?, ?, E> follows();

    Class<R> rowType();

    /** What an event adds to which rows; empty if it adds nothing. */
    Map<TallyKey, R> shares(Recorded<E> recorded);

    R merge(R one, R other);

    /**
     * Whether a row is divided into several parts, by stream, because many streams add to it at once. The parts are
     * merged on reading.
     */
    default boolean spread() {
        return false;
    }
}
