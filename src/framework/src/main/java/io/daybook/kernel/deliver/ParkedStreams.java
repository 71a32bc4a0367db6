package io.daybook.kernel.deliver;

import io.daybook.kernel.event.StreamName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The durable markers of parked streams; at most one for each consumer and stream. */
public interface ParkedStreams {
    /** How many one look returns at most. */
    int PAGE_MAX = 100;

    /**
     * Marks a stream. A marker that stands at the same version already is left as it is, with its attempts and times.
     *
     * @return whether this marker is new: false where one stood at the same version already
     * @throws io.daybook.kernel.store.StoreException where it is not certain that it is marked
     */
    boolean park(ParkedStream parked);

    Optional<ParkedStream> find(String consumer, StreamName stream);

    /** Those due at this time or before, the longest overdue first; at most {@link #PAGE_MAX}. */
    List<ParkedStream> due(Instant now);

    /** All of them, soonest due first. */
    Page list(@Nullable String after, int limit);

    /** @param next where the list goes on; null at its end */
    record Page(List<ParkedStream> parked, @Nullable String next) {
        public Page {
            parked = List.copyOf(parked);
        }
    }

    /** Replaces a marker, unless it has changed since it was seen. */
    void replace(ParkedStream seen, ParkedStream next);

    /** Removes a marker, unless it has changed since it was seen. */
    void remove(ParkedStream seen);
}
