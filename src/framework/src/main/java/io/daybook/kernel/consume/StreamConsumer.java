package io.daybook.kernel.consume;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows streams: a projection, a saga or a reactor. It keeps the version that it has applied of each stream. So a
 * delivery is only a hint: repetitions are skipped, and missing commits are read from the event store. It is called for
 * each stream alone, for several streams at the same time; a {@link BatchConsumer} is the exception.
 */
public interface StreamConsumer {
    /** Names its cursors and marks in storage: 1..64 characters of {@code a-z 0-9 -}. Never changes. */
    String name();

    boolean follows(StreamName stream);

    /**
     * Applies what was appended to a stream.
     *
     * @param stream which it follows
     * @param delivered commits of the stream; they may be repeated, out of order or incomplete. An empty list means all
     *     that the event store has.
     * @param deadline after which it begins nothing more and returns {@link Progress.Postponed}
     */
    Progress apply(StreamName stream, List<Commit> delivered, Deadline deadline);

    /**
     * How far it has applied each of these streams, strongly consistent.
     *
     * @param streams which it follows
     * @return by stream; the start if it has applied nothing. It does not have to apply a stream that is left out
     * @throws io.daybook.kernel.failure.StoreException if storage could not be used
     */
    default Map<StreamName, StreamPosition> applied(Collection<StreamName> streams) {
        return Map.of();
    }

    /**
     * The same consumer, except that it ignores some events of one stream. Their versions still count.
     *
     * @param versions of the events
     */
    StreamConsumer passingOver(StreamName stream, Set<Long> versions);

    /**
     * Whether anything in a stream after a position concerns it. A saga or reactor never looks at commits that do not
     * concern it, so its position may stay behind for ever.
     *
     * @param applied how far it has applied the stream
     * @return true also if that cannot be known
     */
    default boolean concerns(StreamName stream, StreamPosition applied) {
        return true;
    }

    /**
     * Whether it is known from when on it takes events. Until it is known, it takes none.
     *
     * @throws io.daybook.kernel.failure.StoreException if storage could not be used
     */
    default boolean isRegistered() {
        return true;
    }

    /** Forgets what it remembers of storage, because storage may have lost it. */
    default void forget() {}
}
