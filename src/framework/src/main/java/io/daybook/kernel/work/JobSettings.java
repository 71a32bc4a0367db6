package io.daybook.kernel.work;

import io.daybook.kernel.failure.Backoff;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How jobs are worked on.
 *
 * @param writeUnitsPerSecond that one worker may use, which leaves the rest to live traffic
 * @param silenceMax how long a segment may be silent before it counts as abandoned; longer than a page takes
 * @param retryAfter how long to wait after a failure
 */
public record JobSettings(
        InstantSource clock,
        Backoff.Sleeper sleeper,
        double writeUnitsPerSecond,
        Duration silenceMax,
        Duration retryAfter) {
    /** How often in a row a page may be begun and not finished, because of a defect or the end of the process. */
    static final int ATTEMPTS_MAX = 10;

    /**
     * A worker that would have to rest for longer rings again and ends, because a sleeping function costs money, too.
     */
    static final Duration REST_MAX = Duration.ofSeconds(10);

    public JobSettings {
        if (!(writeUnitsPerSecond > 0)) {
            throw new IllegalArgumentException("a worker uses more than 0 write units a second");
        }
    }

    /** How long to rest after a page, so that no more units are used a second. */
    Duration restAfter(double writeUnits, Duration took) {
        var atLeast = Duration.ofMillis((long) Math.ceil(writeUnits / writeUnitsPerSecond * 1_000));
        return took.compareTo(atLeast) < 0 ? atLeast.minus(took) : Duration.ZERO;
    }
}
