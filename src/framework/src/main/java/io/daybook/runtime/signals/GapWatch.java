package io.daybook.runtime.signals;

import io.daybook.adapter.dynamodb.capacity.CurrentWork;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.command.Receipt;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.AppendResult;
import io.daybook.kernel.store.CommitPage;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.verify.StoredCommit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The event store of consumers that apply every commit of their streams. It notices when one of them has to read commits
 * that come before those that were delivered: then a record of the event table's stream was lost, or is late.
 */
public final class GapWatch implements EventStore {
    private final EventStore store;

    public GapWatch(EventStore store) {
        this.store = store;
    }

    /** What was delivered to a consumer. */
    static final class Delivery {
        private static final CurrentWork<Delivery> CURRENT = new CurrentWork<>();

        private final Map<StreamName, List<Commit>> delivered;
        private final Set<StreamName> found = ConcurrentHashMap.newKeySet();

        private Delivery(Map<StreamName, List<Commit>> delivered) {
            this.delivered = delivered;
        }

        static Delivery of(Map<StreamName, List<Commit>> delivered) {
            return new Delivery(delivered);
        }

        <T> T during(Supplier<T> work) {
            return CURRENT.during(this, work);
        }

        /** The streams with a gap. */
        Set<StreamName> found() {
            return found;
        }

        private void read(StreamName stream, long boundaryVersion) {
            var commits = delivered.getOrDefault(stream, List.of());
            boolean isNextThere = commits.stream().anyMatch(commit -> commit.firstVersion() == boundaryVersion + 1);
            if (!isNextThere && commits.stream().anyMatch(commit -> commit.firstVersion() > boundaryVersion)) {
                found.add(stream);
            }
        }
    }

    @Override
    public CommitPage readAfter(StreamName stream, long boundaryVersion, int commitsMax) {
        var delivery = Delivery.CURRENT.get();
        if (delivery != null) {
            delivery.read(stream, boundaryVersion);
        }
        return store.readAfter(stream, boundaryVersion, commitsMax);
    }

    @Override
    public CommitPage readForward(StreamName stream, long fromVersion, int commitsMax) {
        return store.readForward(stream, fromVersion, commitsMax);
    }

    @Override
    public CommitPage readBackward(StreamName stream, long fromVersion, int commitsMax) {
        return store.readBackward(stream, fromVersion, commitsMax);
    }

    @Override
    public List<StoredCommit> readStored(StreamName stream, long afterVersion) {
        return store.readStored(stream, afterVersion);
    }

    @Override
    public AppendResult append(Append append) {
        return store.append(append);
    }

    @Override
    public Outcome settle(Receipt receipt) {
        return store.settle(receipt);
    }
}
