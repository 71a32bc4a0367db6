package io.daybook.kernel.operate;

import io.daybook.kernel.event.StreamName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what operators decide. Each write may be repeated without harm. Technical failures are
 * {@link io.daybook.kernel.failure.StoreException}s.
 */
public interface OperatorTable {
    /** How many items a page has at most. */
    int PAGE_MAX = 100;

    /** What the code that runs consumers must know, in one read. Strongly consistent. */
    Decisions decisions();

    /** The consumers that are paused, by name. Strongly consistent. */
    default Map<String, Pause> paused() {
        return decisions().paused();
    }

    /** Pauses a consumer. One that is paused already stays as it was paused first. */
    void pause(String consumer, Pause pause);

    void resume(String consumer);

    /** Whether this consumer passes over this event. Strongly consistent. */
    Optional<Skip> skipped(String consumer, StreamName stream, long version);

    /** @return the skip as it is kept: the first one of this event, if there was one before */
    Skip skip(Skip skip);

    /** The skipped events, the first one first. */
    Page<Skip> skips(@Nullable String after, int limit);

    void record(AuditEntry entry);

    /** The audit trail, newest first. */
    Page<AuditEntry> audit(@Nullable String after, int limit);

    /** @param next where the list goes on; null at its end */
    record Page<T>(List<T> items, @Nullable String next) {
        public Page {
            items = List.copyOf(items);
        }
    }
}
