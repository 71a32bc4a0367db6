package io.daybook.runtime.job;

import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.deliver.FailureListener;
import io.daybook.kernel.deliver.ParkedStreams;
import io.daybook.kernel.operate.Instructions;
import java.util.List;

/**
 * What long work is about.
 *
 * @param consumers all that there are
 */
public record Working(
        List<StreamConsumer> consumers, ParkedStreams parked, FailureListener failures, Instructions instructions) {
    public Working {
        consumers = List.copyOf(consumers);
    }
}
