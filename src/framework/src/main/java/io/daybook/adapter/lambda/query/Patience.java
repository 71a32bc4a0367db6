package io.daybook.adapter.lambda.query;

import io.daybook.kernel.failure.Backoff;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads again and again, with growing pauses, until a row is there. */
public final class Patience {
    /** Source: the HTTP contract. */
    private static final Duration WAIT_MAX = Duration.ofSeconds(3);

    /** About the time that an event takes to reach its row when nothing else is waiting. */
    private static final Duration PAUSE_FIRST = Duration.ofMillis(20);

    private static final Duration PAUSE_MAX = Duration.ofMillis(400);

    private final InstantSource clock;
    private final Backoff.Sleeper sleeper;

    public Patience(InstantSource clock, Backoff.Sleeper sleeper) {
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** @return empty if it was not there in time; a read that began in time is finished */
    <T> Optional<T> await(Supplier<Optional<T>> look) {
        var end = clock.instant().plus(WAIT_MAX);
        var slept = Duration.ZERO;
        var pause = PAUSE_FIRST;
        while (true) {
            var found = look.get();
            var left = WAIT_MAX.minus(slept);
            if (found.isPresent() || !left.isPositive() || !clock.instant().isBefore(end)) {
                return found;
            }
            var next = shorter(pause, left);
            sleeper.sleep(next);
            slept = slept.plus(next);
            pause = shorter(pause.multipliedBy(2), PAUSE_MAX);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
