package io.daybook.kernel.consume;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Hands what was appended to every consumer that follows it, parks what is poisoned, and says what is not done. */
public final class Consumers {
    /** @param streamsAtOnceMax how many streams are worked on at the same time */
    public Consumers(List<StreamConsumer> consumers, ParkedStreams parked, InstantSource clock, int streamsAtOnceMax) {
        throw new UnsupportedOperationException();
    }

    /**
     * Delivers a batch to all consumers.
     *
     * @param commits by stream; an empty list means whatever the event store has
     * @return the streams that at least one consumer has not done: deliver them again
     */
    public Set<StreamName> deliver(Map<StreamName, List<Commit>> commits, Deadline deadline) {
        return Set.copyOf(commits.keySet());
    }
}
