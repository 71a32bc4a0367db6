package io.daybook.adapter.dynamodb.store;

import io.daybook.adapter.dynamodb.Compression;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.store.AppendLimits;
import io.daybook.kernel.store.CommitTooLargeException;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A commit ready to be written, within the limits of size.
 *
 * @param bytes before compression
 */
record CommitItem(Map<String, AttributeValue> attributes, int bytes) {
    /** @throws CommitTooLargeException if it, or one of its events, is beyond the limit */
    static CommitItem of(Commit commit) {
        int bytes = AppendLimits.check(commit);
        return new CommitItem(Compression.compact(Items.ofCommit(commit), Items.EVENTS), bytes);
    }
}
