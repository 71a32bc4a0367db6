package io.daybook.laptop.pump.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One record of a table's stream.
 *
 * @param position its place in the stream
 * @param key the value of the item's hash key
 * @param eventName {@code INSERT}, {@code MODIFY} or {@code REMOVE}
 * @param at when the item was written, approximately
 * @param json the record as Lambda writes it in an event
 */
public record StreamedRecord(Position position, String key, String eventName, Instant at, JsonNode json) {
    /** How much heap the tree of a small record takes, as measured: 80,000 records in 512 MB. */
    private static final long TREE_BYTES = 6 * 1024;

    /** A place in a shard of a stream. */
    public record Position(String streamArn, String shardId, String sequenceNumber) {}

    /** About how much heap it takes: its size as DynamoDB counts it, the same again while it is read, and the tree. */
    public long bytes() {
        return TREE_BYTES + 2 * json.at("/dynamodb/SizeBytes").asLong();
    }

    public String sequenceNumber() {
        return position.sequenceNumber();
    }
}
