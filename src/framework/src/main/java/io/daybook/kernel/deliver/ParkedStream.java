package io.daybook.kernel.deliver;

import io.daybook.kernel.event.StreamName;
import java.time.Instant;

/**
 * A stream in which one consumer is stuck; it is tried again by itself, with growing pauses.
 *
 * @param consumer its name
 * @param version of the event that it cannot get past; 0 = not known
 * @param error what went wrong, for its owner; never a payload
 * @param since when it was parked
 * @param attempts redrives since then
 * @param dueAt when it is tried next
 */
public record ParkedStream(
        String consumer, StreamName stream, long version, String error, Instant since, int attempts, Instant dueAt) {}
