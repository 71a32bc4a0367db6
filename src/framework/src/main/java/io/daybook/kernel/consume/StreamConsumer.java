package io.daybook.kernel.consume;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import java.util.List;

/**
 * Follows streams: a projection, a saga, a reactor. It keeps, for each stream, the version that it has applied, so that
 * what is delivered is only a doorbell: a repetition is skipped, and what is missing is read from the event store. It is
 * called for each stream alone, at the same time as for others; see {@link BatchConsumer} for the exception.
 */
public interface StreamConsumer {
    /** Names its cursors and markers in storage: 1..64 characters of {@code a-z 0-9 -}. Never changes. */
    String name();

    boolean follows(StreamName stream);

    /**
     * Applies what was appended to a stream.
     *
     * @param stream one that it follows
     * @param delivered commits of the stream; they may be repeated, out of order or incomplete. An empty list means:
     *     whatever the event store has.
     * @param deadline after which nothing more is begun; what is left then is {@link Progress.Postponed}
     */
    Progress apply(StreamName stream, List<Commit> delivered, Deadline deadline);

    /** Forgets what it remembers of storage, which may no longer hold it. */
    default void forget() {}
}
