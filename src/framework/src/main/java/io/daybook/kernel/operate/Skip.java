package io.daybook.kernel.operate;

import io.daybook.kernel.event.StreamName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A poison event that one consumer passes over for ever.
 *
 * @param consumer its name
 * @param version of the event
 * @param who the operator who decided it
 * @param at in whole milliseconds
 */
public record Skip(String consumer, StreamName stream, long version, String reason, String who, Instant at) {
    public Skip {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    public Decisions.Event event() {
        return new Decisions.Event(consumer, stream, version);
    }
}
