package io.daybook.testtools;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Waits for something that another process or thread does in its own time: checks again and again until it is so. The
 * patience only limits how long a broken system is watched; no test depends on how fast it is.
 */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private Eventually() {}

    public static <T> void equal(T expected, Supplier<T> actual) {
        equal(PATIENCE, expected, actual);
    }

    /**
     * Waits for one after the other. A look asks about one only, so that waiting for many takes little from what they
     * wait for; it is for what stays as it is once it is so.
     */
    public static <K, T> void each(Duration patience, Collection<K> all, T expected, Function<K, T> actual) {
        long endNanos = System.nanoTime() + patience.toNanos();
        for (var one : all) {
            equal(Duration.ofNanos(endNanos - System.nanoTime()), expected, () -> actual.apply(one));
        }
    }

    public static <T> void equal(Duration patience, T expected, Supplier<T> actual) {
        long endNanos = System.nanoTime() + patience.toNanos();
        var seen = actual.get();
        while (!seen.equals(expected) && System.nanoTime() < endNanos) {
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            seen = actual.get();
        }
        assertThat(seen).isEqualTo(expected);
    }
}
