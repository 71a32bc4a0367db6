package io.daybook.kernel.project;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventCodec;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.EventStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks back: a stream's view at any version or time, and step by step. Folds from the stream itself. */
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
     * One stored event, and the view after it.
     *
     * @param row null where the view has no row then
     */
    public record Step<R>(
            long version,
            EncodedEvent event,
            Instant at,
            @Nullable R row) {}

    /** @return empty where the stream did not exist then, or never reached that version */
    public Optional<Step<R>> asOf(StreamName stream, AsOf asOf) {
        var last = new Holder<Step<R>>();
        walk(stream, step -> {
            boolean included = switch (asOf) {
                case AsOf.Latest() -> true;
                case AsOf.Version(var version) -> step.version() <= version;
                case AsOf.Time(var time) -> !step.at().isAfter(time);
            };
            if (included) {
                last.value = step;
            }
            return included;
        });
        return Optional.ofNullable(last.value)
                .filter(step -> !(asOf instanceof AsOf.Version(var version)) || step.version() == version);
    }

    /**
     * The steps of a range of versions.
     *
     * @param to inclusive
     * @param stepsMax at most so many are returned
     * @return empty where the stream does not exist; an empty list where it has no version in the range
     */
    public Optional<List<Step<R>>> replay(StreamName stream, long from, long to, int stepsMax) {
        var steps = new ArrayList<Step<R>>();
        boolean exists = walk(stream, step -> {
            if (step.version() >= from && step.version() <= to) {
                steps.add(step);
            }
            return step.version() < to && steps.size() < stepsMax;
        });
        return exists ? Optional.of(steps) : Optional.empty();
    }

    private boolean walk(StreamName stream, Walker<R> walker) {
        @Nullable R row = null;
        long version = 0;
        while (true) {
            var page = store.readAfter(stream, version, EventStore.PAGE_COMMITS_MAX);
            for (var commit : page.commits()) {
                for (var encoded : commit.events()) {
                    version++;
                    row = evolve(row, commit, version, encoded);
                    if (!walker.visit(
                            new Step<>(version, encoded, commit.metadata().at(), row))) {
                        return true;
                    }
                }
            }
            if (!page.hasMore()) {
                return version > 0;
            }
        }
    }

    private @Nullable R evolve(@Nullable R row, Commit commit, long version, EncodedEvent encoded) {
        var next = row;
        for (var event : codec.decode(encoded)) {
            next = projection.evolve(
                    next, new Recorded<>(commit.stream(), version, encoded.id(), event, commit.metadata()));
        }
        return next;
    }

    @FunctionalInterface
    private interface Walker<R> {
        /** @return whether to go on */
        boolean visit(Step<R> step);
    }

    private static final class Holder<T> {
        private @Nullable T value;
    }
}
