package io.daybook.kernel.store;

import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.StreamName;
import java.util.List;

/**
 * Events to append if the stream is at exactly {@code expectedVersion}.
 *
 * @param expectedVersion 0 = the stream must not exist
 * @param metadata its {@code at} is moved forward to the last commit's where that is later
 */
public record ExpectedAppend(
        StreamName stream, long expectedVersion, List<EncodedEvent> events, EventMetadata metadata) {
    public ExpectedAppend {
        events = List.copyOf(events);
        if (expectedVersion < 0 || events.isEmpty()) {
            throw new IllegalArgumentException("an append holds at least one event and expects a version from 0 on");
        }
    }
}
