package io.daybook.adapter.dynamodb.store;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.store.CommitPage;
import io.daybook.kernel.store.CorruptStreamException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * The commits of a query's answer, as far as its items are commits.
 *
 * @param hasMore whether anything was left, be it an item that is no commit
 * @param damage what is wrong with the first item that was left; null where it was not looked at
 */
record CommitsRead(
        List<Commit> commits, boolean hasMore, @Nullable CorruptStreamException damage) {
    static CommitsRead of(QueryResponse response) {
        var commits = new ArrayList<Commit>();
        for (var item : response.items()) {
            try {
                commits.add(Items.commit(item));
            } catch (CorruptStreamException e) {
                return new CommitsRead(commits, true, e);
            }
        }
        return new CommitsRead(commits, response.hasLastEvaluatedKey(), null);
    }

    boolean isEmpty() {
        return commits.isEmpty() && damage == null;
    }

    /** Of a read backwards from a version: whether what is there ends before it; unknown where that is no commit. */
    boolean endsBefore(long version) {
        return isEmpty() || (!commits.isEmpty() && newestVersion() < version);
    }

    /** Where the first commit ends: of a read backwards the newest; 0 where there is none. */
    long newestVersion() {
        return commits.isEmpty() ? 0 : commits.getFirst().lastVersion();
    }

    boolean beginsWith(long version) {
        return !commits.isEmpty() && commits.getFirst().firstVersion() == version;
    }

    /** The same after another commit, with no more commits than these together. */
    CommitsRead after(Commit first, int commitsMax) {
        var all = new ArrayList<Commit>();
        all.add(first);
        all.addAll(commits);
        return all.size() > commitsMax
                ? new CommitsRead(all.subList(0, commitsMax), true, null)
                : new CommitsRead(all, hasMore, damage);
    }

    /** @throws CorruptStreamException where already the first item is not what has to follow this version */
    CommitPage forward(long after) {
        refuseDamageAlone();
        return CommitPage.forward(after, commits, hasMore);
    }

    /** @throws CorruptStreamException where already the first item is no commit, or not the end of a stream */
    CommitPage backward() {
        refuseDamageAlone();
        return CommitPage.backward(commits, hasMore);
    }

    private void refuseDamageAlone() {
        if (commits.isEmpty() && damage != null) {
            throw damage;
        }
    }
}
