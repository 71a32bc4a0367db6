package io.daybook.kernel.decide;

import io.daybook.kernel.event.ClockSkew;
import io.daybook.kernel.store.Backoff;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * How a command handler works.
 *
 * @param attemptsMax appends tried for one command before it is given up as contended
 * @param cachedStreamsMax streams of one category that an instance keeps folded
 * @param snapshotEveryEvents a snapshot is kept when a stream grows past a multiple of this; 0 = never
 * @param eventIds a new UUID at each call
 * @param skews is told of what was recorded ahead of the clock
 */
public record HandlerSettings(
        int attemptsMax,
        int cachedStreamsMax,
        int snapshotEveryEvents,
        Backoff backoff,
        InstantSource clock,
        Supplier<String> eventIds,
        ClockSkew.Listener skews) {}
