package io.daybook.runtime;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import java.util.List;

/** Reads recorded events. A CDI bean, for code outside the domain. */
public interface StreamReader {
    /**
     * The events of the first commits of a stream, oldest first; none if there is no such stream.
     *
     * @param id of the stream, without its category
     * @param commitsMax at least 1
     */
    <E> List<Recorded<E>> readFirst(Category<?, ?, E> category, String id, int commitsMax);
}
