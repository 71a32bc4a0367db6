package io.daybook.kernel.store;

import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.command.Receipt;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import java.util.Optional;

/**
 * The event table. It only ever grows: there is no method that changes or removes a commit. Reads are strongly
 * consistent. Technical failures are {@link StoreException}s, but never in doubt: that is an answer here.
 *
 * <p>A read checks what it reads: versions follow each other without a gap or an overlap, and each item is a commit. A
 * page ends before the first commit that is not as it should be, and says that there is more; the read that would begin
 * there throws a {@link CorruptStreamException}. So what stands before the damage stays readable.
 *
 * <p>A commit is recognised by its command id at its own version, and nowhere else. Other event stores differ in four
 * points, on purpose: a command id that comes again with another expected version is another append; there is no "any
 * version", and whoever appends at whatever end there is appends again when it repeats, unless it keeps a
 * {@link Receipt}; the tail of a commit again, expecting a version inside of it, is a conflict; and an event id is not
 * looked at, so that one that comes twice is stored twice.
 */
public interface EventStore {
    /** Commits that one page of a read may hold; keeps a page small enough to be retried. */
    int PAGE_COMMITS_MAX = 200;

    /**
     * Appends a commit whose {@code firstVersion} comes from a stream that was folded to the end of a commit, with
     * the claims and the receipt that go with it, all or nothing.
     *
     * @throws CommitTooLargeException before anything is written
     */
    AppendResult append(Append append);

    /**
     * Appends where the caller only knows the version that it expects: reads the last commit first, because an
     * expected version may lie inside of a commit.
     */
    default AppendResult append(ExpectedAppend append) {
        var last = last(append.stream());
        long version = last.map(Commit::lastVersion).orElse(0L);
        if (version == append.expectedVersion()) {
            return append(Append.of(append.after(last)));
        }
        long next = append.expectedVersion() + 1;
        var there = version < append.expectedVersion()
                ? Optional.<Commit>empty()
                : last.filter(commit -> commit.firstVersion() <= next)
                        .or(() -> containing(append.stream(), next))
                        .filter(commit -> commit.firstVersion() == next);
        return there.filter(commit ->
                        commit.metadata().commandId().equals(append.metadata().commandId()))
                .<AppendResult>map(AppendResult.Duplicate::new)
                .orElseGet(() -> new AppendResult.Conflict(there.orElse(null)));
    }

    /** Empty also where the stream is damaged there: that is told to whoever reads it. */
    private Optional<Commit> containing(StreamName stream, long version) {
        try {
            return readBackward(stream, version, 1).commits().stream().findFirst();
        } catch (CorruptStreamException e) {
            return Optional.empty();
        }
    }

    /**
     * Keeps what became of a command that appended nothing.
     *
     * @return what stands for ever, which is an earlier outcome where the command had been settled before; contended or
     *     unknown where it may not have been kept
     */
    Outcome settle(Receipt receipt);

    /**
     * Reads forwards, beginning with the commit that contains {@code fromVersion}.
     *
     * @param fromVersion from 1
     * @param commitsMax 1..{@link #PAGE_COMMITS_MAX}
     * @throws CorruptStreamException where the stream goes on, but not with a commit that contains this version
     */
    CommitPage readForward(StreamName stream, long fromVersion, int commitsMax);

    /**
     * Reads backwards, beginning with the commit that contains {@code fromVersion}, or with the last one where the
     * stream ends earlier.
     *
     * @param fromVersion from 1
     * @param commitsMax 1..{@link #PAGE_COMMITS_MAX}
     * @throws CorruptStreamException where the stream goes on after this version, but no commit contains it
     */
    CommitPage readBackward(StreamName stream, long fromVersion, int commitsMax);

    /**
     * Reads what follows a commit boundary: a version at which some commit ends, or 0. One request, also where
     * nothing follows.
     *
     * @param boundaryVersion from 0
     * @param commitsMax 1..{@link #PAGE_COMMITS_MAX}
     * @throws CorruptStreamException where what follows does not begin with the next version
     */
    CommitPage readAfter(StreamName stream, long boundaryVersion, int commitsMax);

    /** The newest commit; empty where the stream does not exist. */
    default Optional<Commit> last(StreamName stream) {
        return readBackward(stream, Long.MAX_VALUE, 1).commits().stream().findFirst();
    }
}
