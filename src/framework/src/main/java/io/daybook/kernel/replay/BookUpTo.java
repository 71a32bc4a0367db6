package io.daybook.kernel.replay;

import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.command.Receipt;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.AppendResult;
import io.daybook.kernel.store.CommitPage;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.verify.StoredCommit;
import java.time.Instant;
import java.util.List;

/**
 * The book as it was at a time: each stream ends with its last commit of that time or before. Times never run backwards
 * within a stream, so nothing comes after the first that is later.
 */
final class BookUpTo implements EventStore {
    private final EventStore book;
    private final Instant time;

    BookUpTo(EventStore book, Instant time) {
        this.book = book;
        this.time = time;
    }

    List<Commit> cut(List<Commit> commits) {
        return commits.stream()
                .filter(commit -> !commit.metadata().at().isAfter(time))
                .toList();
    }

    private CommitPage cut(CommitPage page) {
        var left = cut(page.commits());
        return new CommitPage(
                left, page.hasMore() && left.size() == page.commits().size());
    }

    @Override
    public CommitPage readForward(StreamName stream, long fromVersion, int commitsMax) {
        return cut(book.readForward(stream, fromVersion, commitsMax));
    }

    @Override
    public CommitPage readAfter(StreamName stream, long boundaryVersion, int commitsMax) {
        return cut(book.readAfter(stream, boundaryVersion, commitsMax));
    }

    @Override
    public CommitPage readBackward(StreamName stream, long fromVersion, int commitsMax) {
        return cut(book.readBackward(stream, fromVersion, commitsMax));
    }

    @Override
    public List<StoredCommit> readStored(StreamName stream, long afterVersion) {
        throw new UnsupportedOperationException("nothing is verified as of a time");
    }

    @Override
    public AppendResult append(Append append) {
        throw new UnsupportedOperationException("nothing is appended to the past");
    }

    @Override
    public Outcome settle(Receipt receipt) {
        throw new UnsupportedOperationException("nothing is appended to the past");
    }
}
