package io.daybook.kernel.project;

import io.daybook.kernel.event.StoredEvent;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.failure.CorruptStreamException;
import io.daybook.kernel.schema.EventCodec;
import io.daybook.kernel.store.EventStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks back: folds a stream's view up to any version or time, or step by step. */
public final class History<E, R> {
    private final Projection<E, R> projection;
    private final EventCodec<E> codec;
    private final EventStore store;

    public History(Projection<E, R> projection, EventCodec<E> codec, EventStore store) {
        this.projection = projection;
        this.codec = codec;
        this.store = store;
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

    /** @return empty if the stream did not exist then, or never reached that version */
    public Optional<Step<R>> asOf(StreamName stream, AsOf asOf) {
        var last = new Holder<Step<R>>();
        walk(stream, reach(asOf), step -> last.value = step);
        return Optional.ofNullable(last.value)
                .filter(step -> !(asOf instanceof AsOf.Version(var version)) || step.version() == version);
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
     * The steps of a range of versions.
     *
     * @param from from 1
     * @param to inclusive
     * @param stepsMax how many are returned at most, from 1
     * @return empty if the stream does not exist; without steps if it has no version in the range
     */
    public Optional<Replay<R>> replay(StreamName stream, long from, long to, int stepsMax) {
        var steps = new ArrayList<Step<R>>();
        long last = to - from < stepsMax ? to : from + stepsMax - 1;
        var walked = walk(stream, new Reach(last, Instant.MAX), step -> {
            if (step.version() >= from) {
                steps.add(step);
            }
        });
        return walked.exists() ? Optional.of(new Replay<>(steps, walked.goesOn() && last < to)) : Optional.empty();
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

    /** @param goesOn whether there are events after the last requested one */
    private record Walked(boolean exists, boolean goesOn) {}

    private Walked walk(StreamName stream, Reach reach, Consumer<Step<R>> visitor) {
        @Nullable R row = null;
        long version = 0;
        var end = StreamPosition.START;
        while (true) {
            var page = store.readAfter(stream, version, commitsMax(reach.version() - version));
            for (var commit : page.commits()) {
                if (version == reach.version() || commit.metadata().at().isAfter(reach.at())) {
                    return new Walked(true, true);
                }
                if (!commit.follows(end)) {
                    throw CorruptStreamException.notLinked(commit);
                }
                end = commit.end();
                for (var event : commit.stored()) {
                    if (version == reach.version()) {
                        return new Walked(true, true);
                    }
                    version = event.version();
                    for (var recorded : codec.decode(event)) {
                        row = projection.evolve(row, recorded);
                    }
                    visitor.accept(new Step<>(event, row));
                }
            }
            if (!page.hasMore() || version == reach.version()) {
                return new Walked(version > 0, page.hasMore());
            }
        }
    }

    /** One more than is needed, which shows whether the stream goes on. */
    private static int commitsMax(long versionsLeft) {
        return (int) Math.min(versionsLeft, EventStore.PAGE_COMMITS_MAX - 1) + 1;
    }

    private static final class Holder<T> {
        private @Nullable T value;
    }
}
