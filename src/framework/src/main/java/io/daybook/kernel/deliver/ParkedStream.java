package io.daybook.kernel.deliver;

import io.daybook.kernel.event.StreamName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A stream that is parked for one consumer. The sweeper tries it again, with growing pauses.
 *
 * @param consumer its name
 * @param version of the event that the consumer cannot get past; 0 if unknown
 * @param error what went wrong, for its owner; never a payload
 * @param since when it was parked
 * @param attempts redrives since then
 * @param dueAt when it is tried next
 */
public record ParkedStream(
        String consumer, StreamName stream, long version, String error, Instant since, int attempts, Instant dueAt) {
    /** The error of a mark that is there only because an operator has paused the consumer. */
    public static final String PAUSED = "paused";

    public boolean isPaused() {
        return error.equals(PAUSED);
    }

    /**
     * The same mark, after its stream was delivered again and not applied. It is due at least a millisecond later than
     * before (times are stored in milliseconds), so that code that saw the mark earlier finds it changed.
     */
    public ParkedStream leftAgain(ParkedStream left) {
        var asLeft = left.dueAt().truncatedTo(ChronoUnit.MILLIS);
        return withDueAt(asLeft.isAfter(dueAt) ? asLeft : dueAt.plusMillis(1));
    }

    /** The same, tried next at another time. */
    ParkedStream withDueAt(Instant next) {
        return new ParkedStream(consumer, stream, version, error, since, attempts, next);
    }

    /** The same, tried once more, and next at another time. */
    ParkedStream triedAgain(Instant next) {
        return new ParkedStream(consumer, stream, version, error, since, attempts + 1, next);
    }

    /** The same, with what went wrong this time. */
    ParkedStream withError(long newVersion, String newError) {
        return new ParkedStream(consumer, stream, newVersion, newError, since, attempts, dueAt);
    }
}
