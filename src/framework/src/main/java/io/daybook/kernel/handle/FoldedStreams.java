package io.daybook.kernel.handle;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.CorruptStreamException;
import io.daybook.kernel.schema.EventCodec;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.Snapshots;
import io.daybook.kernel.store.Snapshots.Snapshot;
import io.daybook.kernel.store.StateCodec;
import io.daybook.kernel.store.StreamCache;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** The streams of a category, folded to the end of a commit. Those used last are kept in memory; others are read. */
final class FoldedStreams<S, E> {
    /**
     * The most commits that can follow the newest snapshot, if one is kept every 100 events. To read more would be a
     * waste.
     */
    private static final int FIRST_PAGE_COMMITS = 100;

    private final Category<?, S, E> category;
    private final EventCodec<E> codec;
    private final StateCodec<S> states;
    private final EventStore store;
    private final Snapshots snapshots;
    private final int snapshotEveryEvents;
    private final StreamCache<Folded<S>> cache;

    FoldedStreams(
            Category<?, S, E> category,
            EventCodec<E> codec,
            StateCodec<S> states,
            EventStore store,
            Snapshots snapshots,
            HandlerSettings settings) {
        this.category = category;
        this.codec = codec;
        this.states = states;
        this.store = store;
        this.snapshots = snapshots;
        this.snapshotEveryEvents = settings.snapshotEveryEvents();
        this.cache = new StreamCache<>(settings.cached(), Folded::version);
    }

    Folded<S> nothing() {
        return Folded.initial(category.decider().initial());
    }

    Optional<Folded<S>> cached(StreamName stream) {
        return cache.get(stream);
    }

    void keep(StreamName stream, Folded<S> fold) {
        var measured = fold.size().isOutdated() ? fold.measured(bytes(fold)) : fold;
        cache.put(stream, measured, measured.size().bytes() + measured.recent().bytes());
    }

    /** Keeps a fold to which a commit was added, and a snapshot of it if it is time for one. */
    void advance(StreamName stream, Folded<S> before, Folded<S> next) {
        keep(stream, next);
        if (snapshotEveryEvents > 0 && next.version() / snapshotEveryEvents > before.version() / snapshotEveryEvents) {
            snapshots.save(stream, category.foldId(), next.snapshot(states.encode(next.state())));
        }
    }

    void forget() {
        cache.clear();
    }

    Change<S, E> change(Folded<S> fold, List<E> events) {
        var after = fold.state();
        for (var event : events) {
            after = category.decider().evolve(after, event);
        }
        return new Change<>(events, after);
    }

    Folded<S> plus(Folded<S> fold, Commit commit) {
        return fold.plus(commit, category.decider(), codec);
    }

    /**
     * Adds everything that the stream has now.
     *
     * @param seen is given every commit that was read and folded
     */
    Folded<S> upToDate(StreamName stream, Folded<S> known, Consumer<Commit> seen) {
        if (known.version() == 0) {
            return load(stream, seen);
        }
        try {
            return catchUp(stream, known, seen);
        } catch (CorruptStreamException e) {
            // What is kept may be of another history than what is stored; if the stream is corrupt, this finds it, too.
            return load(stream, seen);
        }
    }

    /**
     * Folds a stream from storage: reads the newest snapshot and, at the same time, the newest commits backwards; older
     * commits only if the snapshot does not cover them.
     */
    private Folded<S> load(StreamName stream, Consumer<Commit> seen) {
        var newest = CompletableFuture.supplyAsync(
                () -> snapshots.newest(stream, category.foldId()), task -> Thread.startVirtualThread(task));
        var page = store.readBackward(stream, Long.MAX_VALUE, FIRST_PAGE_COMMITS);
        long end = page.commits().isEmpty() ? 0 : page.commits().getFirst().lastVersion();
        var fold = base(stream, join(newest), end);
        var read = new ArrayDeque<Commit>();
        while (true) {
            page.commits().forEach(read::addFirst);
            if (isReached(fold, read) && !isOf(read, fold)) {
                fold = nothing();
            }
            if (!page.hasMore() || page.commits().isEmpty() || isReached(fold, read)) {
                break;
            }
            page = store.readBackward(stream, read.getFirst().firstVersion() - 1, EventStore.PAGE_COMMITS_MAX);
        }
        for (var commit : read) {
            if (commit.firstVersion() > fold.version()) {
                seen.accept(commit);
                fold = plus(fold, commit);
            }
        }
        return fold;
    }

    private static boolean isReached(Folded<?> base, ArrayDeque<Commit> read) {
        return !read.isEmpty() && read.getFirst().firstVersion() <= base.version() + 1;
    }

    /**
     * Whether a snapshot is of the same history as the commits after it: a restored table may have got another history.
     */
    private static boolean isOf(ArrayDeque<Commit> read, Folded<?> base) {
        for (var commit : read) {
            if (commit.lastVersion() == base.version()) {
                return commit.hash().equals(base.hash());
            }
            if (commit.lastVersion() > base.version()) {
                return commit.follows(base.end());
            }
        }
        return false;
    }

    /** Folds what was appended after a known state. */
    private Folded<S> catchUp(StreamName stream, Folded<S> known, Consumer<Commit> seen) {
        var fold = known;
        while (true) {
            var page = store.readAfter(stream, fold.version(), EventStore.PAGE_COMMITS_MAX);
            for (var commit : page.commits()) {
                seen.accept(commit);
                fold = plus(fold, commit);
            }
            if (!page.hasMore()) {
                return fold;
            }
        }
    }

    private long bytes(Folded<S> fold) {
        try {
            return states.encode(fold.state()).length();
        } catch (RuntimeException e) {
            // Only a snapshot needs it as JSON. The command was appended and is answered in any case.
            return fold.size().bytes();
        }
    }

    /**
     * A snapshot beyond the end of the stream belongs to another history (a restored table) and is not used. Neither is
     * one that does not fit the state, because the state can be folded from the events.
     */
    private Folded<S> base(StreamName stream, Optional<Snapshot> snapshot, long end) {
        var kept = snapshot.filter(one -> one.version() <= end);
        if (kept.isEmpty()) {
            return nothing();
        }
        try {
            return Folded.of(kept.get(), states.decode(kept.get().state()));
        } catch (RuntimeException e) {
            snapshots.unreadable(stream, category.foldId(), kept.get(), e);
            return nothing();
        }
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
