package io.daybook.laptop.pump;

import java.time.Duration;

/**
 * How the pump runs.
 *
 * @param shards how many shards the records are divided into, by a hash of their keys
 * @param pollBusy the pause after a poll that found records
 * @param pollIdle the longest pause between polls if the bell does not ring; the pause grows to this while nothing is
 *     found
 * @param sweepEvery the pause between two calls of the sweeper; in the cloud it is a minute
 * @param retryBase the first pause before a failed batch is tried again is random up to this; later ones are longer
 * @param retryCap no such pause is longer
 */
public record PumpSettings(
        int shards, Duration pollBusy, Duration pollIdle, Duration sweepEvery, Duration retryBase, Duration retryCap) {
    /** When idle, the stream is polled as often as Lambda does: 4 times a second (developer guide, "Polling"). */
    public static PumpSettings ofLaptop() {
        return new PumpSettings(
                4,
                Duration.ofMillis(5),
                Duration.ofMillis(250),
                Duration.ofSeconds(1),
                Duration.ofMillis(50),
                Duration.ofSeconds(2));
    }
}
