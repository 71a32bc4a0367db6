package io.daybook.kernel.handle;

import io.daybook.kernel.event.ClockSkew;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.signal.Signals;
import io.daybook.kernel.store.LimitWatch;
import io.daybook.kernel.store.StreamCache;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * How a command handler works.
 *
 * @param attemptsMax how many appends to try for one command before it is contended
 * @param cached how many folded streams of one category an instance keeps
 * @param snapshotEveryEvents a snapshot is kept when a stream grows past a multiple of this; 0 for never
 * @param eventIds a new UUID at each call
 * @param release the build that appends, kept in each commit
 * @param skews is told about commits that were recorded ahead of the clock
 * @param limits is told about commands that take many claims
 * @param signals runs each command
 */
public record HandlerSettings(
        int attemptsMax,
        StreamCache.Limit cached,
        int snapshotEveryEvents,
        Backoff backoff,
        InstantSource clock,
        Supplier<String> eventIds,
        String release,
        ClockSkew.Listener skews,
        LimitWatch limits,
        Signals signals) {
    /** The release if nobody says which build it is. */
    private static final String RELEASE_UNKNOWN = "unknown";

    /** With the default limit of a cache in bytes, without warnings about claims, and without measuring. */
    public HandlerSettings(
            int attemptsMax,
            int cachedStreamsMax,
            int snapshotEveryEvents,
            Backoff backoff,
            InstantSource clock,
            Supplier<String> eventIds,
            ClockSkew.Listener skews) {
        this(
                attemptsMax,
                new StreamCache.Limit(cachedStreamsMax, StreamCache.BYTES_MAX_DEFAULT),
                snapshotEveryEvents,
                backoff,
                clock,
                eventIds,
                RELEASE_UNKNOWN,
                skews,
                LimitWatch.silent(),
                Signals.NONE);
    }
}
