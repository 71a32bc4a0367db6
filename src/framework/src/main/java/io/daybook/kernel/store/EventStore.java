package io.daybook.kernel.store;

import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.command.Receipt;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.CorruptStreamException;
import io.daybook.kernel.verify.StoredCommits;
import java.util.Optional;

/**
 * The event table. It only grows: no method changes or removes a commit. Reads are strongly consistent. Technical
 * failures are {@link StoreException}s; a write in doubt is not an exception here, but an answer.
 *
 * <p>A read checks that versions follow each other without a gap or an overlap, and that each item is a commit. A page
 * ends before the first damaged commit and says that there is more; the read that would begin there throws a
 * {@link CorruptStreamException}. So commits before the damage stay readable.
 *
 * <p>A commit is recognised by its command id at its own version, and nowhere else. Other event stores differ from that
 * in four points. A command id with another expected version is another append. There is no "any version": an append at
 * whatever version the stream has is made again if it is repeated, unless it has a {@link Receipt}. An append of the
 * last events of a commit, with an expected version inside it, is a conflict. Event ids are not checked, so an event
 * that is sent twice is stored twice.
 */
public interface EventStore extends StoredCommits {
    /** How many commits a page has at most, which keeps it small enough to be read again. */
    int PAGE_COMMITS_MAX = 200;

    /**
     * Appends a commit whose {@code firstVersion} comes from a stream that was folded to the end of a commit, with its
     * claims and its receipt, all or nothing.
     *
     * @throws CommitTooLargeException before anything is written
     */
    AppendResult append(Append append);

    /**
     * Appends if the stream is at an expected version. Reads the last commit first, because the expected version may be
     * inside a commit.
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

    /** Empty also if the stream is damaged at that place; a read of it reports that. */
    private Optional<Commit> containing(StreamName stream, long version) {
        try {
            return readBackward(stream, version, 1).commits().stream().findFirst();
        } catch (CorruptStreamException e) {
            return Optional.empty();
        }
    }

    /**
     * Keeps the outcome of a command that appended nothing.
     *
     * @return the outcome that is kept for ever, which is an earlier one if the command was settled before, or that the key
     *     is reused if another command was settled with this id; contended or unknown if it may not have been kept
     */
    Outcome settle(Receipt receipt);

    /**
     * Reads forwards, beginning with the commit that contains {@code fromVersion}.
     *
     * @param fromVersion from 1
     * @param commitsMax 1..{@link #PAGE_COMMITS_MAX}
     * @throws CorruptStreamException if the stream goes on, but not with a commit that contains this version
     */
    CommitPage readForward(StreamName stream, long fromVersion, int commitsMax);

    /**
     * Reads backwards, beginning with the commit that contains {@code fromVersion}, or with the last one if the stream
     * ends earlier.
     *
     * @param fromVersion from 1
     * @param commitsMax 1..{@link #PAGE_COMMITS_MAX}
     * @throws CorruptStreamException if the stream goes on after this version, but no commit contains it
     */
    CommitPage readBackward(StreamName stream, long fromVersion, int commitsMax);

    /**
     * Reads what follows a version at which a commit ends, or 0. Makes one request, even if nothing follows.
     *
     * @param boundaryVersion from 0
     * @param commitsMax 1..{@link #PAGE_COMMITS_MAX}
     * @throws CorruptStreamException if what follows does not begin with the next version
     */
    CommitPage readAfter(StreamName stream, long boundaryVersion, int commitsMax);

    /** The newest commit; empty if the stream does not exist. */
    default Optional<Commit> last(StreamName stream) {
        return readBackward(stream, Long.MAX_VALUE, 1).commits().stream().findFirst();
    }
}
