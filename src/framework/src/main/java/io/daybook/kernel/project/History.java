package io.daybook.kernel.project;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StoredEvent;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.event.WalkBounds;
import io.daybook.kernel.failure.CorruptStreamException;
import io.daybook.kernel.schema.EventCodec;
import io.daybook.kernel.store.EventStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks back: folds a stream's view up to any version or time, or step by step. */
public final class History<E, R> {
    private final Projection<E, R> projection;
    private final EventCodec<E> codec;
    private final EventStore store;
    private final WalkBounds bounds;

    /** @param bounds how much of a stream is folded for one question */
    public History(Projection<E, R> projection, EventCodec<E> codec, EventStore store, WalkBounds bounds) {
        this.projection = projection;
        this.codec = codec;
        this.store = store;
        this.bounds = bounds;
    }

    /** What a look back finds. */
    public sealed interface Lookback<T> {
        record Seen<T>(T value) implements Lookback<T> {}

        /** The stream did not exist then, or never reached that version. */
        record Absent<T>() implements Lookback<T> {}

        /** More of the stream would have to be folded than the bounds permit. */
        record TooLong<T>() implements Lookback<T> {}
    }

    /**
     * A stored event, and the view after it.
     *
     * @param row null if the view has no row then
     */
    public record Step<R>(StoredEvent event, @Nullable R row) {
        public long version() {
            return event.version();
        }

        public Instant at() {
            return event.commit().metadata().at();
        }
    }

    public Lookback<Step<R>> asOf(StreamName stream, AsOf asOf) {
        var last = new Holder<Step<R>>();
        if (walk(stream, reach(asOf), step -> last.value = step) == Walked.TOO_LONG) {
            return new Lookback.TooLong<>();
        }
        var step = last.value;
        if (step == null || (asOf instanceof AsOf.Version(var version) && step.version() != version)) {
            return new Lookback.Absent<>();
        }
        return new Lookback.Seen<>(step);
    }

    /**
     * Consecutive steps.
     *
     * @param hasMore whether the requested range goes on
     */
    public record Replay<R>(List<Step<R>> steps, boolean hasMore) {
        public Replay {
            steps = List.copyOf(steps);
        }
    }

    /**
     * The steps of a range of versions; without steps if the stream has no version in the range. If the bounds end the
     * walk after the first of these steps, there are fewer of them.
     *
     * @param from from 1
     * @param to inclusive
     * @param stepsMax how many are returned at most, from 1
     */
    public Lookback<Replay<R>> replay(StreamName stream, long from, long to, int stepsMax) {
        var steps = new ArrayList<Step<R>>();
        long last = to - from < stepsMax ? to : from + stepsMax - 1;
        var walked = walk(stream, new Reach(last, Instant.MAX), step -> {
            if (step.version() >= from) {
                steps.add(step);
            }
        });
        return switch (walked) {
            case NOTHING -> new Lookback.Absent<>();
            case TO_THE_END -> new Lookback.Seen<>(new Replay<>(steps, false));
            case GOES_ON -> new Lookback.Seen<>(new Replay<>(steps, last < to));
            case TOO_LONG ->
                steps.isEmpty() ? new Lookback.TooLong<>() : new Lookback.Seen<>(new Replay<>(steps, true));
        };
    }

    /**
     * The last requested event, by its version or its time. It is checked before an event is decoded, so that events
     * before an unreadable one can still be read.
     *
     * @param version inclusive
     * @param at inclusive
     */
    private record Reach(long version, Instant at) {}

    private static Reach reach(AsOf asOf) {
        return switch (asOf) {
            case AsOf.Latest() -> new Reach(Long.MAX_VALUE, Instant.MAX);
            case AsOf.Version(var version) -> new Reach(version, Instant.MAX);
            case AsOf.Time(var time) -> new Reach(Long.MAX_VALUE, time);
        };
    }

    /** How a walk ended. */
    private enum Walked {
        /** There is no stream. */
        NOTHING,

        /** No event follows the last one that was visited. */
        TO_THE_END,

        /** Other events follow the last requested one. */
        GOES_ON,

        /** The bounds were reached before the last requested one. */
        TOO_LONG
    }

    private Walked walk(StreamName stream, Reach reach, Consumer<Step<R>> visitor) {
        @Nullable R row = null;
        long version = 0;
        long commits = 0;
        long bytes = 0;
        var end = StreamPosition.START;
        while (true) {
            var page = store.readAfter(stream, version, commitsMax(reach.version() - version));
            for (var commit : page.commits()) {
                if (version == reach.version() || commit.metadata().at().isAfter(reach.at())) {
                    return Walked.GOES_ON;
                }
                if (!commit.follows(end)) {
                    throw CorruptStreamException.notLinked(commit);
                }
                bytes += bytes(commit);
                if (!bounds.permit(++commits, bytes)) {
                    return Walked.TOO_LONG;
                }
                end = commit.end();
                for (var event : commit.stored()) {
                    if (version == reach.version()) {
                        return Walked.GOES_ON;
                    }
                    version = event.version();
                    for (var recorded : codec.decode(event)) {
                        row = projection.evolve(row, recorded);
                    }
                    visitor.accept(new Step<>(event, row));
                }
            }
            if (!page.hasMore() || version == reach.version()) {
                return ended(version, page.hasMore());
            }
        }
    }

    private static Walked ended(long version, boolean hasMore) {
        if (version == 0) {
            return Walked.NOTHING;
        }
        return hasMore ? Walked.GOES_ON : Walked.TO_THE_END;
    }

    private static long bytes(Commit commit) {
        return commit.events().stream()
                .mapToLong(event -> event.data().length())
                .sum();
    }

    /** One more than is needed, which shows whether the stream goes on. */
    private static int commitsMax(long versionsLeft) {
        return (int) Math.min(versionsLeft, EventStore.PAGE_COMMITS_MAX - 1) + 1;
    }

    private static final class Holder<T> {
        private @Nullable T value;
    }
}
