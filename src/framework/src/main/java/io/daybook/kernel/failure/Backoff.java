package io.daybook.kernel.failure;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between attempts: random between zero and a bound that doubles ("full jitter").
 * Source: Marc Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog, 2015.
 */
public final class Backoff {
    private static final int DOUBLINGS_MAX = 20;

    private final Duration base;
    private final Duration cap;
    private final RandomGenerator random;
    private final Sleeper sleeper;

    public Backoff(Duration base, Duration cap, RandomGenerator random, Sleeper sleeper) {
        this.base = base;
        this.cap = cap;
        this.random = random;
        this.sleeper = sleeper;
    }

    /** No pause at all: for tests. */
    public static Backoff none() {
        return new Backoff(Duration.ZERO, Duration.ZERO, RandomGenerator.getDefault(), duration -> {});
    }

    /** @param attempt the attempt that has just failed, from 1 */
    public void pause(int attempt) {
        long boundMillis = Math.min(cap.toMillis(), base.toMillis() << Math.clamp(attempt - 1L, 0, DOUBLINGS_MAX));
        if (boundMillis > 0) {
            sleeper.sleep(Duration.ofMillis(random.nextLong(boundMillis + 1)));
        }
    }

    /** Waits; tests have one that does not. */
    @FunctionalInterface
    public interface Sleeper {
        void sleep(Duration duration);

        /** Sleeps the calling thread. An interruption ends the pause early and is kept for the caller. */
        static Sleeper thread() {
            return duration -> {
                try {
                    Thread.sleep(duration);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            };
        }
    }
}
