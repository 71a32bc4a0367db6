package io.daybook.runtime.wiring;

import io.daybook.kernel.deliver.ParkedStreams;
import io.daybook.kernel.deliver.Redriver;
import io.daybook.kernel.operate.Instructions;
import io.daybook.kernel.operate.OperatorTable;

/**
 * What operators work with.
 *
 * @param redriver of all consumers
 * @param table keeps what operators decide
 * @param instructions that the redriver follows, too
 */
public record Operations(
        ParkedStreams parked, Redriver redriver, Processes processes, OperatorTable table, Instructions instructions) {}
