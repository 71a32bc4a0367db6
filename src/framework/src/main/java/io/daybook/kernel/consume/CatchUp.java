package io.daybook.kernel.consume;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.failure.CorruptStreamException;
import io.daybook.kernel.failure.StoreException;
import io.daybook.kernel.store.CommitPage;
import io.daybook.kernel.store.EventStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Brings a consumer up to date with a stream. Commits that were delivered are used if they follow without a gap.
 * Otherwise the event store is read, page by page.
 */
public final class CatchUp {
    private final EventStore store;

    public CatchUp(EventStore store) {
        this.store = store;
    }

    /** A consumer's position in one stream, and how it applies the next commits. */
    public interface Follower {
        /** The end of the commit that was applied last. Another writer may move it, too. */
        StreamPosition position();

        /** How many commits it takes at once; more than one if that saves writes. */
        default int commitsAtOnceMax() {
            return 1;
        }

        /**
         * Takes the commits that follow {@link #position}.
         *
         * @return applied to go on from {@link #position}; anything else stops there
         * @throws PoisonException if one of them cannot be applied
         * @throws StoreException if storage could not be used
         */
        Progress take(List<Commit> commits);
    }

    /** The same as {@link #attempt(Supplier)}, unless the deadline has passed. */
    public static Progress attempt(Deadline deadline, Supplier<Progress> work) {
        return deadline.hasPassed() ? Progress.Postponed.LATE : attempt(work);
    }

    /** Runs a consumer's work for one stream, and turns an exception into what it means for the stream. */
    public static Progress attempt(Supplier<Progress> work) {
        try {
            return work.get();
        } catch (PoisonException e) {
            return e.progress();
        } catch (StoreException e) {
            return Progress.Postponed.because(e);
        }
    }

    /**
     * Gives a follower all commits that it has not applied yet, until the deadline passes.
     *
     * @param delivered in any order, repeated or incomplete; empty means all that the event store has
     * @throws PoisonException from the follower, or if the stream is corrupt
     * @throws StoreException from the follower, or if the stream cannot be read
     */
    public Progress follow(StreamName stream, List<Commit> delivered, Deadline deadline, Follower follower) {
        while (true) {
            var page = following(stream, follower.position(), delivered);
            var left = page.commits();
            while (!left.isEmpty()) {
                if (deadline.hasPassed()) {
                    return Progress.Postponed.LATE;
                }
                int count = Math.min(follower.commitsAtOnceMax(), left.size());
                long end = left.get(count - 1).lastVersion();
                var progress = follower.take(left.subList(0, count));
                if (!(progress instanceof Progress.Applied)) {
                    return progress;
                }
                if (follower.position().version() != end) {
                    // Another writer, or the follower itself, has moved it to another version.
                    break;
                }
                left = left.subList(count, left.size());
            }
            if (left.isEmpty() && !page.hasMore()) {
                return Progress.APPLIED;
            }
        }
    }

    /**
     * Whether one of the commits that follow what is applied is of a kind.
     *
     * @return true also if they cannot be read, or do not follow
     */
    public boolean findsAfter(StreamName stream, StreamPosition applied, Predicate<Commit> kind) {
        try {
            var page = following(stream, applied, List.of());
            while (!page.commits().isEmpty()) {
                if (page.commits().stream().anyMatch(kind)) {
                    return true;
                }
                page = following(stream, page.commits().getLast().end(), List.of());
            }
            return false;
        } catch (PoisonException e) {
            return true;
        }
    }

    /**
     * The commits that follow what is applied, in order and without a gap.
     *
     * @param applied the end of a commit
     * @param delivered in any order, repeated or incomplete; empty means all that the event store has
     * @return empty if nothing is left; with {@code hasMore} if there may be more after these
     * @throws PoisonException at the version that should follow, {@linkplain PoisonException#ofFork of a fork} if what was
     *     applied is not what is stored now, else because the stream is corrupt
     * @throws StoreException if it cannot be read
     */
    public CommitPage following(StreamName stream, StreamPosition applied, List<Commit> delivered) {
        try {
            return linked(applied, after(stream, applied.version(), delivered));
        } catch (CorruptStreamException e) {
            long next = applied.version() + 1;
            throw isForked(stream, applied)
                    ? PoisonException.ofFork(
                            next,
                            new CorruptStreamException(
                                    "fork: what was applied is not what is stored; " + e.getMessage()))
                    : new PoisonException(next, new CorruptStreamException("broken: " + e.getMessage()));
        }
    }

    /** As many as are of one history. The read that goes on from there finds the first that is not. */
    private static CommitPage linked(StreamPosition applied, CommitPage page) {
        var position = applied;
        for (int i = 0; i < page.commits().size(); i++) {
            var commit = page.commits().get(i);
            if (!commit.follows(position)) {
                if (i == 0) {
                    throw CorruptStreamException.notLinked(commit);
                }
                return new CommitPage(page.commits().subList(0, i), true);
            }
            position = commit.end();
        }
        return page;
    }

    /** Whether another history is stored than the one that was applied: that of a restored table, for example. */
    private boolean isForked(StreamName stream, StreamPosition applied) {
        if (applied.version() == 0 || applied.hash() == 0) {
            return false;
        }
        try {
            var there = store.readBackward(stream, applied.version(), 1).commits();
            return there.isEmpty() || !there.getFirst().end().equals(applied);
        } catch (CorruptStreamException e) {
            return false;
        }
    }

    /**
     * The same, with the event store's exceptions.
     *
     * @throws CorruptStreamException if the next commit does not follow, or if only a later one was delivered and the
     *     event store has none that follows
     */
    CommitPage after(StreamName stream, long applied, List<Commit> delivered) {
        if (delivered.isEmpty()) {
            var page = store.readAfter(stream, applied, EventStore.PAGE_COMMITS_MAX);
            return new CommitPage(
                    page.commits(), page.hasMore() && !page.commits().isEmpty());
        }
        var news = delivered.stream()
                .filter(commit -> commit.lastVersion() > applied)
                .sorted(Comparator.comparingLong(Commit::firstVersion))
                .toList();
        if (news.isEmpty()) {
            return new CommitPage(List.of(), false);
        }
        var run = run(applied, news);
        if (run.isEmpty()) {
            run = store.readAfter(stream, applied, EventStore.PAGE_COMMITS_MAX).commits();
        }
        if (run.isEmpty()) {
            throw CorruptStreamException.notNext(applied, news.getFirst());
        }
        return new CommitPage(run, news.getLast().lastVersion() > run.getLast().lastVersion());
    }

    /** The commits that follow each other, without repetitions. */
    private static List<Commit> run(long applied, List<Commit> sorted) {
        var run = new ArrayList<Commit>();
        long end = applied;
        for (var commit : sorted) {
            if (commit.firstVersion() == end + 1) {
                run.add(commit);
                end = commit.lastVersion();
            } else if (commit.lastVersion() > end) {
                break;
            }
        }
        return run;
    }
}
