package io.daybook.kernel.handle;

import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.CommitHash;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.failure.CorruptStreamException;
import io.daybook.kernel.schema.EventCodec;
import io.daybook.kernel.store.Snapshots.Snapshot;
import java.time.Instant;

/**
 * A stream folded to the end of a commit. Only such a state may be cached, kept in a snapshot or appended to. It is
 * immutable, so that requests can share it.
 *
 * @param version the last version of its last commit; 0 if nothing has been recorded yet
 * @param at when its last commit was recorded
 * @param hash of its last commit
 * @param size of the state, approximately
 */
record Folded<S>(S state, long version, Instant at, CommitHash hash, RecentCommands recent, Size size) {
    /**
     * How large a state is. Writing it as JSON after each command only to measure it would cost too much. So it is
     * measured now and then, and in between the size of each folded event is added.
     *
     * @param measured characters of JSON when it was last written
     * @param folded characters of the events' data that were folded into it since
     */
    record Size(long measured, long folded) {
        /** Small states stay below it for a hundred commands. */
        private static final long FOLDED_MIN = 4_096;

        static final Size NONE = new Size(0, 0);

        /** An upper estimate: up to twice the real size, or {@link #FOLDED_MIN} more. */
        long bytes() {
            return measured + folded;
        }

        /** Chosen so that all measuring together costs no more than the folding. */
        boolean isOutdated() {
            return folded > Math.max(measured, FOLDED_MIN);
        }

        Size plus(Commit commit) {
            long more = 0;
            for (var event : commit.events()) {
                more += event.data().length();
            }
            return new Size(measured, folded + more);
        }
    }

    static <S> Folded<S> initial(S state) {
        return new Folded<>(state, 0, Instant.EPOCH, CommitHash.NONE, RecentCommands.NONE, Size.NONE);
    }

    static <S> Folded<S> of(Snapshot snapshot, S state) {
        return new Folded<>(
                state,
                snapshot.version(),
                snapshot.at(),
                snapshot.hash(),
                new RecentCommands(snapshot.recent()),
                new Size(snapshot.state().length(), 0));
    }

    /** @throws CorruptStreamException if the commit does not follow directly */
    <E> Folded<S> plus(Commit commit, Decider<?, S, E> decider, EventCodec<E> codec) {
        if (commit.firstVersion() != version + 1) {
            throw CorruptStreamException.notNext(version, commit);
        }
        if (!commit.follows(end())) {
            throw CorruptStreamException.notLinked(commit);
        }
        var next = state;
        for (var recorded : codec.decode(commit)) {
            next = decider.evolve(next, recorded.event());
        }
        return plus(commit, next);
    }

    /** The same, if the state after the commit is known already. */
    Folded<S> plus(Commit commit, S stateAfter) {
        return new Folded<>(
                stateAfter,
                commit.lastVersion(),
                commit.metadata().at(),
                commit.hash(),
                recent.plus(commit.metadata().commandId(), commit.firstVersion()),
                size.plus(commit));
    }

    /** @param stateText the state as JSON */
    Snapshot snapshot(String stateText) {
        return new Snapshot(version, at, hash, stateText, recent.newestLast());
    }

    StreamPosition end() {
        return new StreamPosition(version, hash.prefix());
    }

    Folded<S> measured(long bytes) {
        return new Folded<>(state, version, at, hash, recent, new Size(bytes, 0));
    }
}
