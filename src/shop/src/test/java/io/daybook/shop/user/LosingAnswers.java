package io.daybook.shop.user;

import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.command.Receipt;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.AppendResult;
import io.daybook.kernel.store.CommitPage;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.ExpectedAppend;
import io.daybook.kernel.verify.StoredCommit;
import java.util.List;
import java.util.Random;

/** Two of three appends go without an answer, and half of those were taken. */
record LosingAnswers(EventStore store, Random random) implements EventStore {
    @Override
    public AppendResult append(Append append) {
        return switch (random.nextInt(3)) {
            case 0 -> new AppendResult.Unknown();
            case 1 -> {
                store.append(append);
                yield new AppendResult.Unknown();
            }
            default -> store.append(append);
        };
    }

    @Override
    public AppendResult append(ExpectedAppend append) {
        return store.append(append);
    }

    @Override
    public Outcome settle(Receipt receipt) {
        return store.settle(receipt);
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
    public CommitPage readAfter(StreamName stream, long boundaryVersion, int commitsMax) {
        return store.readAfter(stream, boundaryVersion, commitsMax);
    }

    @Override
    public List<StoredCommit> readStored(StreamName stream, long afterVersion) {
        return store.readStored(stream, afterVersion);
    }
}
