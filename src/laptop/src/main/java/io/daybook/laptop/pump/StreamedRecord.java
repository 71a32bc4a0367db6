package io.daybook.laptop.pump;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One record of a table's stream.
 *
 * @param position where it lies in the stream
 * @param key the value of the item's hash key
 * @param eventName {@code INSERT}, {@code MODIFY} or {@code REMOVE}
 * @param at about when the item was written
 * @param json the record as Lambda writes it in an event
 */
public record StreamedRecord(Position position, String key, String eventName, Instant at, JsonNode json) {
    /** What the tree of a small record takes on the heap; measured: 80,000 records in 512 MB. */
    private static final long TREE_BYTES = 6 * 1024;

    /** A place in a shard of a stream. */
    public record Position(String streamArn, String shardId, String sequenceNumber) {}

    /** About what it takes on the heap: what DynamoDB counts, once more while it is read, and the tree around it. */
    long bytes() {
        return TREE_BYTES + 2 * json.at("/dynamodb/SizeBytes").asLong();
    }

    String sequenceNumber() {
        return position.sequenceNumber();
    }
}
