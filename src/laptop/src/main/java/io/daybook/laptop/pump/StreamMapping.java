package io.daybook.laptop.pump;

import java.time.Duration;
import java.util.Set;

/**
 * How a function is fed from a table's stream: an event source mapping of the template.
 *
 * @param function the exported name
 * @param table the table's name
 * @param batchSizeMax records of one invocation
 * @param batchesAtOnceMax of one shard; records of one key stay in order
 * @param window how long records are gathered for a batch; zero: what there is
 * @param bisect whether a batch that failed is split in two
 * @param retriesMax invocations after the first one, for the same first record
 * @param eventNames which records reach the function, of {@code INSERT}, {@code MODIFY} and {@code REMOVE}
 */
public record StreamMapping(
        String function,
        String table,
        int batchSizeMax,
        int batchesAtOnceMax,
        Duration window,
        boolean bisect,
        int retriesMax,
        Set<String> eventNames) {
    public StreamMapping {
        eventNames = Set.copyOf(eventNames);
        if (batchSizeMax < 1 || batchesAtOnceMax < 1 || retriesMax < 0 || window.isNegative()) {
            throw new IllegalArgumentException(
                    "a batch has at least one record, a shard at least one batch, and retries and window are not negative");
        }
    }
}
