package io.daybook.adapter.lambda.query;

import io.daybook.kernel.failure.Backoff;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** Reads a row until it is there: at once, and again after growing pauses. Whoever asks causes at most eight reads. */
public final class Patience {
    /** Three seconds in all: the HTTP contract. The first is about what an event takes to reach its row. */
    private static final long[] PAUSES_MILLIS = {50, 100, 200, 400, 750, 750, 750};

    private static final Duration WAIT_MAX =
            Duration.ofMillis(LongStream.of(PAUSES_MILLIS).sum());

    private final InstantSource clock;
    private final Backoff.Sleeper sleeper;

    public Patience(InstantSource clock, Backoff.Sleeper sleeper) {
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** @return empty if it was not there in time; a read that began in time is finished */
    <T> Optional<T> await(Supplier<Optional<T>> look) {
        var end = clock.instant().plus(WAIT_MAX);
        var found = look.get();
        for (long pause : PAUSES_MILLIS) {
            if (found.isPresent() || !clock.instant().isBefore(end)) {
                return found;
            }
            sleeper.sleep(Duration.ofMillis(pause));
            found = look.get();
        }
        return found;
    }
}
