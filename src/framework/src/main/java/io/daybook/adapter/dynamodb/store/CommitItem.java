package io.daybook.adapter.dynamodb.store;

import io.daybook.adapter.dynamodb.Compression;
import io.daybook.adapter.dynamodb.ItemSize;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.store.CommitTooLargeException;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A commit ready to be written, within the limits of size.
 *
 * @param bytes before compression, so that the limit does not depend on how well the data compresses
 */
record CommitItem(Map<String, AttributeValue> attributes, int bytes) {
    /** Source: the design, section 3; leaves room for a commit of one such event under the limit of a commit. */
    static final int EVENT_BYTES_MAX = 262_144;

    /** Source: DynamoDB, an item is at most 400 KB; the rest is for attributes to come. */
    static final int COMMIT_BYTES_MAX = 380_000;

    /** @throws CommitTooLargeException if it, or one of its events, is beyond the limit */
    static CommitItem of(Commit commit) {
        for (var event : commit.events()) {
            int bytes = ItemSize.utf8Bytes(event.data());
            if (bytes > EVENT_BYTES_MAX) {
                throw new CommitTooLargeException("the event " + event.type(), bytes, EVENT_BYTES_MAX);
            }
        }
        var item = Items.ofCommit(commit);
        int bytes = ItemSize.bytes(item);
        if (bytes > COMMIT_BYTES_MAX) {
            throw new CommitTooLargeException(
                    "the commit of " + commit.events().size() + " events", bytes, COMMIT_BYTES_MAX);
        }
        return new CommitItem(Compression.compact(item, Items.EVENTS), bytes);
    }
}
