package io.daybook.adapter.dynamodb.store;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.failure.CorruptStreamException;
import io.daybook.kernel.store.CommitPage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * The commits of a query's answer, up to the first item that is not a commit.
 *
 * @param hasMore whether anything was left, including an item that is not a commit
 * @param damage what is wrong with the first item that was left; null if it was not checked
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

    /** For a read backwards from a version: whether the first item ends before it; unknown if that is not a commit. */
    boolean endsBefore(long version) {
        return isEmpty() || (!commits.isEmpty() && newestVersion() < version);
    }

    /** The end of the first commit, which is the newest one in a read backwards; 0 if there is none. */
    long newestVersion() {
        return commits.isEmpty() ? 0 : commits.getFirst().lastVersion();
    }

    boolean beginsWith(long version) {
        return !commits.isEmpty() && commits.getFirst().firstVersion() == version;
    }

    /** The same with another commit before it, and no more commits than these together. */
    CommitsRead after(Commit first, int commitsMax) {
        var all = new ArrayList<Commit>();
        all.add(first);
        all.addAll(commits);
        return all.size() > commitsMax
                ? new CommitsRead(all.subList(0, commitsMax), true, null)
                : new CommitsRead(all, hasMore, damage);
    }

    /** @throws CorruptStreamException if the first item is not the commit that has to follow this version */
    CommitPage forward(long after) {
        refuseDamageAlone();
        return CommitPage.forward(after, commits, hasMore);
    }

    /** @throws CorruptStreamException if the first item is not a commit, or not the end of a stream */
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
