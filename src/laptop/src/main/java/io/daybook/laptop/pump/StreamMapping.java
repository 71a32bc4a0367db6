package io.daybook.laptop.pump;

import java.time.Duration;
import java.util.Set;

/**
 * An event source mapping of the template: how a table's stream feeds a function.
 *
 * @param function the exported name
 * @param table the table's name
 * @param batchSizeMax records of one invocation
 * @param batchesAtOnceMax batches of one shard at the same time; records of one key stay in order
 * @param window how long records are gathered for a batch; zero takes what is there
 * @param bisect whether a failed batch is split in two
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
