package io.daybook.kernel.consume;

import java.time.Instant;
import java.time.InstantSource;

/** When to stop beginning new work. */
@FunctionalInterface
public interface Deadline {
    boolean hasPassed();

    static Deadline none() {
        return () -> false;
    }

    static Deadline at(Instant time, InstantSource clock) {
        return () -> !clock.instant().isBefore(time);
    }
}
