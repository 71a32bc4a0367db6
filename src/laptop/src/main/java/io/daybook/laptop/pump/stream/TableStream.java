package io.daybook.laptop.pump.stream;

import java.util.List;
import java.util.Map;

/** A table's stream, read from its oldest record, or from where an earlier run stopped. */
@FunctionalInterface
public interface TableStream {
    /** Some or all of the records since the last poll, those of each item in order. */
    List<StreamedRecord> poll();

    /**
     * Says that all records up to these are done, so that a later run may begin after them.
     *
     * @param positions sequence numbers by shard
     */
    default void reached(Map<String, String> positions) {}
}
