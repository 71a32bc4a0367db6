package io.daybook.kernel.project;

import io.daybook.kernel.event.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * A view of one stream: folds its events into a row. Pure.
 *
 * @param <E> events of the category that it reads
 * @param <R> the row, one record; written as JSON wherever it is shown
 */
public interface Projection<E, R> {
    String name();

    /** @return the row after the event; null where there is none (any more). {@code row} is null before the first */
    @Nullable
    R evolve(@Nullable R row, Recorded<E> recorded);
}
