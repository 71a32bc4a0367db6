package io.daybook.kernel.decide;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EventCodec;
import io.daybook.kernel.store.CorruptStreamException;
import io.daybook.kernel.store.Snapshots.Snapshot;
import java.time.Instant;

/**
 * A stream folded to the end of a commit; the only kind of state that may be cached, kept in a snapshot or
 * appended to. Immutable, so that it can be shared between requests.
 *
 * @param version the last version of its last commit; 0 = nothing was recorded yet
 * @param at when its last commit was recorded
 */
record Folded<S>(S state, long version, Instant at, RecentCommands recent) {
    static <S> Folded<S> initial(S state) {
        return new Folded<>(state, 0, Instant.EPOCH, RecentCommands.NONE);
    }

    static <S> Folded<S> of(Snapshot snapshot, S state) {
        return new Folded<>(state, snapshot.version(), snapshot.at(), new RecentCommands(snapshot.recent()));
    }

    /** @throws CorruptStreamException if the commit does not follow directly */
    <E> Folded<S> plus(Commit commit, Decider<?, S, E> decider, EventCodec<E> codec) {
        if (commit.firstVersion() != version + 1) {
            throw CorruptStreamException.notNext(version, commit);
        }
        var next = state;
        for (var recorded : codec.decode(commit)) {
            next = decider.evolve(next, recorded.event());
        }
        return plus(commit, next);
    }

    /** The same, where the state after the commit is known already. */
    Folded<S> plus(Commit commit, S stateAfter) {
        return new Folded<>(
                stateAfter,
                commit.lastVersion(),
                commit.metadata().at(),
                recent.plus(commit.metadata().commandId(), commit.firstVersion()));
    }
}
