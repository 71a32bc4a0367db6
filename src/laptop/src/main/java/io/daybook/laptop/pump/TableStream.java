package io.daybook.laptop.pump;

import java.util.List;
import java.util.Map;

/** A table's stream, read from the oldest record that it keeps, or from where an earlier reading got to. */
@FunctionalInterface
public interface TableStream {
    /** The records since the poll before, those of each item in order; perhaps not all that there are. */
    List<StreamedRecord> poll();

    /**
     * All records up to these are done: behind them, a later reading may begin.
     *
     * @param positions sequence numbers by shard
     */
    default void reached(Map<String, String> positions) {}
}
