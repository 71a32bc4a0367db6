package io.daybook.kernel.operate;

import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What operators decided, as those who run consumers ask for it. Who is paused is read at most every five seconds, and
 * skips only where a consumer meets a poison event, so that a delivery without either reads nothing.
 */
public final class Instructions {
    /** How old the picture of the paused consumers may be. Source: docs/operations.md. */
    public static final Duration PICTURE_AGE_MAX = Duration.ofSeconds(5);

    private final Supplier<Map<String, Pause>> pauses;
    private final Skips skips;
    private final InstantSource clock;
    private volatile @Nullable Picture picture;

    private record Picture(Set<String> paused, Instant at) {}

    @FunctionalInterface
    private interface Skips {
        boolean has(String consumer, StreamName stream, long version);
    }

    public Instructions(OperatorTable table, InstantSource clock) {
        this(
                table::paused,
                (consumer, stream, version) ->
                        table.skipped(consumer, stream, version).isPresent(),
                clock);
    }

    private Instructions(Supplier<Map<String, Pause>> pauses, Skips skips, InstantSource clock) {
        this.pauses = pauses;
        this.skips = skips;
        this.clock = clock;
    }

    /** Nobody is paused and nothing is skipped. */
    public static Instructions none() {
        return new Instructions(Map::of, (consumer, stream, version) -> false, () -> Instant.EPOCH);
    }

    /**
     * The names of the paused consumers, as they were at most five seconds ago.
     *
     * @throws StoreException if they had to be read and could not be
     */
    public Set<String> paused() {
        var now = clock.instant();
        var seen = picture;
        // A clock that was set back must not keep an old picture.
        if (seen == null || now.isBefore(seen.at()) || !now.isBefore(seen.at().plus(PICTURE_AGE_MAX))) {
            seen = new Picture(Set.copyOf(pauses.get().keySet()), now);
            picture = seen;
        }
        return seen.paused();
    }

    /** Reads anew at the next call who is paused. */
    public void forget() {
        picture = null;
    }

    /** Lets a consumer apply a stream, past the poison events that it is to skip. */
    public Progress apply(StreamConsumer consumer, StreamName stream, List<Commit> delivered, Deadline deadline) {
        return goOn(consumer, stream, delivered, deadline, consumer.apply(stream, delivered, deadline));
    }

    /**
     * Goes on behind a poison event if it is to be skipped, and behind those that are met after it. The consumer starts
     * where it is, and is told of each event once that it is to pass over, so this ends.
     *
     * @param met what a first attempt came to
     */
    public Progress goOn(
            StreamConsumer consumer, StreamName stream, List<Commit> delivered, Deadline deadline, Progress met) {
        var passed = new HashSet<Long>();
        var progress = met;
        try {
            while (progress instanceof Progress.Poisoned poisoned
                    && poisoned.version() > 0
                    && passed.add(poisoned.version())
                    && skips.has(consumer.name(), stream, poisoned.version())) {
                progress = consumer.passingOver(stream, Set.copyOf(passed)).apply(stream, delivered, deadline);
            }
            return progress;
        } catch (StoreException e) {
            return Progress.Postponed.because(e);
        }
    }
}
