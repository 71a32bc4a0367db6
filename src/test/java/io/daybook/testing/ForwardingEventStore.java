package io.daybook.testing;

import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.AppendResult;
import io.daybook.kernel.store.CommitPage;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.ExpectedAppend;
import io.daybook.kernel.store.MultiAppendResult;
import io.daybook.kernel.store.Receipt;
import java.util.List;
import java.util.Optional;

/** Hands every call on to another store; tests override what they want to see or disturb. */
public class ForwardingEventStore implements EventStore {
    private final EventStore store;

    public ForwardingEventStore(EventStore store) {
        this.store = store;
    }

    /** Called before every call, with what it is about to do. */
    protected void before(String call) {}

    @Override
    public AppendResult append(Append append) {
        before("append");
        return store.append(append);
    }

    @Override
    public AppendResult append(ExpectedAppend append) {
        before("append expected");
        return store.append(append);
    }

    @Override
    public MultiAppendResult appendAll(List<ExpectedAppend> appends) {
        before("append all");
        return store.appendAll(appends);
    }

    @Override
    public Optional<Receipt> settle(Receipt receipt) {
        before("settle");
        return store.settle(receipt);
    }

    @Override
    public CommitPage readForward(StreamName stream, long fromVersion, int commitsMax) {
        before("read forward");
        return store.readForward(stream, fromVersion, commitsMax);
    }

    @Override
    public CommitPage readBackward(StreamName stream, long fromVersion, int commitsMax) {
        before("read backward");
        return store.readBackward(stream, fromVersion, commitsMax);
    }

    @Override
    public CommitPage readAfter(StreamName stream, long boundaryVersion, int commitsMax) {
        before("read after");
        return store.readAfter(stream, boundaryVersion, commitsMax);
    }
}
