package io.daybook.adapter.dynamodb.store;

import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.Failure;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.Writes;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.command.Receipt;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.AppendResult;
import io.daybook.kernel.store.CommitPage;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.verify.StoredCommit;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * The event table on DynamoDB: one item for each commit, with the key (stream, version of its first event). A plain
 * append is one conditional put; claims and receipts go into one transaction with the commit. Safe for use by several
 * threads.
 */
public final class DynamoEventStore implements EventStore {
    private final DynamoDbClient client;
    private final Tables tables;
    private final CommitWrites appends;

    /**
     * @param client with a time-out for each attempt; its retries are used for reads only
     * @param backoff the pauses between the attempts of a write
     */
    public DynamoEventStore(DynamoDbClient client, Tables tables, Backoff backoff) {
        this.client = client;
        this.tables = tables;
        this.appends =
                new CommitWrites(client, tables, new Writes(backoff, tables.events() + " or " + tables.claims()));
    }

    @Override
    public AppendResult append(Append append) {
        return append.isPlain() ? appends.put(append.commit()) : appends.transact(append);
    }

    @Override
    public Outcome settle(Receipt receipt) {
        return appends.settle(receipt);
    }

    /**
     * The commit that contains the version begins at it or before it, so a second read is needed if none begins at it.
     */
    @Override
    public CommitPage readForward(StreamName stream, long fromVersion, int commitsMax) {
        CommitPage.check(fromVersion, 1, commitsMax);
        var read = query(new Range(stream, ">=", fromVersion, true), commitsMax);
        if (fromVersion == 1 || read.beginsWith(fromVersion)) {
            return read.forward(fromVersion - 1);
        }
        var before = query(new Range(stream, "<", fromVersion, false), 1).commits();
        if (before.isEmpty()) {
            return read.forward(0);
        }
        var last = before.getFirst();
        return last.contains(fromVersion)
                ? read.after(last, commitsMax).forward(last.firstVersion() - 1)
                : read.forward(last.lastVersion());
    }

    /** If no commit contains the version, a second read is needed to know that the stream ends before it. */
    @Override
    public CommitPage readBackward(StreamName stream, long fromVersion, int commitsMax) {
        CommitPage.check(fromVersion, 1, commitsMax);
        var range = new Range(stream, "<=", fromVersion, false);
        var read = query(range, commitsMax);
        if (fromVersion != Long.MAX_VALUE && read.endsBefore(fromVersion)) {
            var beyond = query(new Range(stream, ">", fromVersion, true), 1);
            if (!beyond.isEmpty()) {
                // All of it may have been appended since the first read.
                read = query(range, commitsMax);
                if (read.endsBefore(fromVersion)) {
                    return beyond.forward(read.newestVersion());
                }
            }
        }
        return read.backward();
    }

    @Override
    public CommitPage readAfter(StreamName stream, long boundaryVersion, int commitsMax) {
        CommitPage.check(boundaryVersion, 0, commitsMax);
        return query(new Range(stream, ">", boundaryVersion, true), commitsMax).forward(boundaryVersion);
    }

    @Override
    public List<StoredCommit> readStored(StreamName stream, long afterVersion) {
        var range = new Range(stream, ">", afterVersion, true);
        return items(range, STORED_PAGE_MAX).items().stream()
                .map(CommitCheck::stored)
                .toList();
    }

    /** @param comparison of the commits' first version with {@code version} */
    private record Range(StreamName stream, String comparison, long version, boolean forward) {}

    private CommitsRead query(Range range, int commitsMax) {
        return CommitsRead.of(items(range, commitsMax));
    }

    private QueryResponse items(Range range, int commitsMax) {
        var request = QueryRequest.builder()
                .tableName(tables.events())
                .consistentRead(true)
                .keyConditionExpression("#stream = :stream AND #version " + range.comparison() + " :version")
                .expressionAttributeNames(Map.of("#stream", Items.STREAM, "#version", Items.VERSION))
                .expressionAttributeValues(Map.of(
                        ":stream",
                        Attributes.text(range.stream().toString()),
                        ":version",
                        Attributes.number(range.version())))
                .scanIndexForward(range.forward())
                .limit(commitsMax)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        try {
            return client.query(request);
        } catch (SdkException e) {
            throw Failure.toStoreException(e, tables.events());
        }
    }
}
