package io.daybook.kernel.memory;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.AppendLimits;
import io.daybook.kernel.store.AppendResult;
import io.daybook.kernel.store.CommitPage;
import io.daybook.kernel.store.CorruptStreamException;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.ExpectedAppend;
import io.daybook.kernel.store.MultiAppendResult;
import io.daybook.kernel.store.Receipt;
import java.util.ArrayList;
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
    public synchronized AppendResult append(ExpectedAppend append) {
        return switch (appendAll(List.of(append))) {
            case MultiAppendResult.Appended(var commits) -> new AppendResult.Appended(commits.getFirst());
            case MultiAppendResult.Duplicate(var commits) -> new AppendResult.Duplicate(commits.getFirst());
            case MultiAppendResult.Conflict conflict -> new AppendResult.Conflict(conflict.winner());
            case MultiAppendResult.Contended(var attempts) -> new AppendResult.Contended(attempts);
            case MultiAppendResult.Unknown() -> new AppendResult.Unknown();
        };
    }

    @Override
    public synchronized MultiAppendResult appendAll(List<ExpectedAppend> appends) {
        AppendLimits.checkStreams(appends);
        var fresh = new ArrayList<Commit>();
        var earlier = new ArrayList<Commit>();
        for (var append : appends) {
            var last = commits(append.stream()).lastEntry();
            long version = last == null ? 0 : last.getValue().lastVersion();
            if (version == append.expectedVersion()) {
                var at = last != null
                                && last.getValue()
                                        .metadata()
                                        .at()
                                        .isAfter(append.metadata().at())
                        ? last.getValue().metadata().at()
                        : append.metadata().at();
                fresh.add(new Commit(
                        append.stream(),
                        version + 1,
                        append.events(),
                        append.metadata().at(at)));
                continue;
            }
            var there = version < append.expectedVersion()
                    ? null
                    : commits(append.stream()).get(append.expectedVersion() + 1);
            if (there == null
                    || !there.metadata().commandId().equals(append.metadata().commandId())) {
                return new MultiAppendResult.Conflict(append.stream(), there);
            }
            earlier.add(there);
        }
        if (fresh.isEmpty()) {
            return new MultiAppendResult.Duplicate(earlier);
        }
        if (!earlier.isEmpty()) {
            return new MultiAppendResult.Conflict(earlier.getFirst().stream(), earlier.getFirst());
        }
        AppendLimits.checkTogether(fresh);
        fresh.forEach(commit -> commits(commit.stream()).put(commit.firstVersion(), commit));
        return new MultiAppendResult.Appended(fresh);
    }

    @Override
    public synchronized Optional<Receipt> settle(Receipt receipt) {
        var standing = receipts.putIfAbsent(key(receipt), receipt);
        return Optional.of(standing == null ? receipt : standing);
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
        return CommitPage.backward(firstOf(found, commitsMax), found.size() > commitsMax);
    }

    @Override
    public synchronized CommitPage readAfter(StreamName stream, long boundaryVersion, int commitsMax) {
        CommitPage.check(boundaryVersion, 0, commitsMax);
        return forward(boundaryVersion, commits(stream).tailMap(boundaryVersion, false), commitsMax);
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
        return CommitPage.forward(after, firstOf(found, commitsMax), found.size() > commitsMax);
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
