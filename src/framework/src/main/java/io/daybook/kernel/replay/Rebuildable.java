package io.daybook.kernel.replay;

import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.generation.Edition;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.store.EventStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A projection or tally of this release, with what building its rows needs. */
public interface Rebuildable {
    Edition edition();

    /** The category that it follows. */
    String category();

    /** What keeps the rows of one of its generations. */
    StreamConsumer consumer(String generation);

    /** The tables that its rows are in. */
    ReadTables tables();

    /** The same on other tables, and another view of the book. */
    StreamConsumer consumer(ReadTables tables, String generation, EventStore book);

    /**
     * The rows of these streams that are at the same version in two generations and yet differ, each with {@code key},
     * {@code version}, {@code served} and {@code rebuilt}. None for a tally.
     *
     * @param streams at most 100
     */
    List<Map<String, Object>> differences(Collection<StreamName> streams, String served, String rebuilt);
}
