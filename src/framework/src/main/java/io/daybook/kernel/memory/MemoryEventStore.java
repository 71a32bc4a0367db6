package io.daybook.kernel.memory;

import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.command.Receipt;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.CorruptStreamException;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.AppendLimits;
import io.daybook.kernel.store.AppendResult;
import io.daybook.kernel.store.CommitPage;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.verify.StoredCommit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An event store in memory. It behaves as the one on DynamoDB, and passes the same contract suite. */
public final class MemoryEventStore implements EventStore {
    private final Map<StreamName, NavigableMap<Long, Commit>> streams = new HashMap<>();
    private final Map<String, StreamName> claims = new HashMap<>();
    private final Map<String, Receipt> receipts = new HashMap<>();

    @Override
    public synchronized AppendResult append(Append append) {
        var commit = append.commit();
        AppendLimits.check(commit);
        var stream = commit.stream();
        var receipt = append.receipt();
        var settled = receipt == null ? null : receipts.get(key(receipt));
        if (settled != null) {
            return new AppendResult.AlreadySettled(settled);
        }
        var there = commits(stream).get(commit.firstVersion());
        if (there != null) {
            return sameCommand(there, commit) ? new AppendResult.Duplicate(there) : new AppendResult.Conflict(there);
        }
        for (var claim : append.acquire()) {
            if (!claims.getOrDefault(claim, stream).equals(stream)) {
                return new AppendResult.ClaimTaken(claim);
            }
        }
        append.acquire().forEach(claim -> claims.put(claim, stream));
        append.release().forEach(claim -> claims.remove(claim, stream));
        if (receipt != null) {
            receipts.put(key(receipt), receipt);
        }
        commits(stream).put(commit.firstVersion(), commit);
        return new AppendResult.Appended(commit);
    }

    @Override
    public synchronized Outcome settle(Receipt receipt) {
        var standing = receipts.putIfAbsent(key(receipt), receipt);
        return standing == null ? receipt.outcome() : standing.outcomeFor(receipt.fingerprint());
    }

    @Override
    public synchronized CommitPage readForward(StreamName stream, long fromVersion, int commitsMax) {
        CommitPage.check(fromVersion, 1, commitsMax);
        var commits = commits(stream);
        var atOrBefore = commits.floorEntry(fromVersion);
        if (atOrBefore != null && atOrBefore.getValue().contains(fromVersion)) {
            long first = atOrBefore.getKey();
            return forward(first - 1, commits.tailMap(first, true), commitsMax);
        }
        long end = atOrBefore == null ? 0 : atOrBefore.getValue().lastVersion();
        return forward(end, commits.tailMap(fromVersion, true), commitsMax);
    }

    @Override
    public synchronized CommitPage readBackward(StreamName stream, long fromVersion, int commitsMax) {
        CommitPage.check(fromVersion, 1, commitsMax);
        var commits = commits(stream);
        var atOrBefore = commits.floorEntry(fromVersion);
        var after = commits.higherEntry(fromVersion);
        long end = atOrBefore == null ? 0 : atOrBefore.getValue().lastVersion();
        if (after != null && end < fromVersion) {
            throw CorruptStreamException.notNext(end, after.getValue());
        }
        var found = commits.headMap(fromVersion, true).descendingMap();
        return CommitPage.backward(firstOf(found, commitsMax), hasMore(found, commitsMax));
    }

    @Override
    public synchronized CommitPage readAfter(StreamName stream, long boundaryVersion, int commitsMax) {
        CommitPage.check(boundaryVersion, 0, commitsMax);
        return forward(boundaryVersion, commits(stream).tailMap(boundaryVersion, false), commitsMax);
    }

    @Override
    public synchronized List<StoredCommit> readStored(StreamName stream, long afterVersion) {
        return firstOf(commits(stream).tailMap(afterVersion, false), STORED_PAGE_MAX).stream()
                .<StoredCommit>map(StoredCommit.Whole::of)
                .toList();
    }

    /** Returns the stream that holds a claim. */
    public synchronized Optional<StreamName> holder(String claim) {
        return Optional.ofNullable(claims.get(claim));
    }

    /** Returns every commit of a stream, oldest first. */
    public synchronized List<Commit> all(StreamName stream) {
        return List.copyOf(commits(stream).values());
    }

    public synchronized Stream<StreamName> streams() {
        return List.copyOf(streams.keySet()).stream();
    }

    private NavigableMap<Long, Commit> commits(StreamName stream) {
        return streams.computeIfAbsent(stream, name -> new TreeMap<>());
    }

    private static CommitPage forward(long after, NavigableMap<Long, Commit> found, int commitsMax) {
        return CommitPage.forward(after, firstOf(found, commitsMax), hasMore(found, commitsMax));
    }

    /** Looks at no more than it has to: the size of a view of a map is counted entry by entry. */
    private static boolean hasMore(NavigableMap<Long, Commit> found, int commitsMax) {
        return found.values().stream().skip(commitsMax).findAny().isPresent();
    }

    private static List<Commit> firstOf(NavigableMap<Long, Commit> found, int commitsMax) {
        return found.values().stream().limit(commitsMax).toList();
    }

    private static boolean sameCommand(Commit one, Commit other) {
        return one.metadata().commandId().equals(other.metadata().commandId());
    }

    private static String key(Receipt receipt) {
        return receipt.stream() + "#" + receipt.commandId();
    }
}
