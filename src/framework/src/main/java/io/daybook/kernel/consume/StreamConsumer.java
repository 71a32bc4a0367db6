package io.daybook.kernel.consume;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import java.util.List;
import java.util.Map;

/**
 * Follows streams: a projection, a saga, a reactor. It keeps, for each stream, the version that it has applied, so that
 * what is delivered is only a doorbell: a repetition is skipped, and what is missing is read from the event store.
 */
public interface StreamConsumer {
    /** Names its cursors and markers in storage: 1..64 characters of {@code a-z 0-9 -}. Never changes. */
    String name();

    boolean follows(StreamName stream);

    /**
     * Whether it is called once with all streams of a batch, because it writes for several of them at once; else it is
     * called for each stream alone, at the same time as for others.
     */
    default boolean coalesces() {
        return false;
    }

    /**
     * Applies what was appended to these streams.
     *
     * @param delivered commits by stream, all of streams that it follows; they may be repeated, out of order or
     *     incomplete. An empty list means: whatever the event store has.
     * @param deadline after which nothing more is begun; what is left then is {@link Progress.Postponed}
     * @return what became of each of the streams
     */
    Map<StreamName, Progress> apply(Map<StreamName, List<Commit>> delivered, Deadline deadline);

    /** Forgets what it remembers of storage, which may no longer hold it. */
    default void forget() {}
}
