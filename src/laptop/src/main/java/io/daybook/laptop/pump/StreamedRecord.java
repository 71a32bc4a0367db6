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
    /** A place in a shard of a stream. */
    public record Position(String streamArn, String shardId, String sequenceNumber) {}

    String sequenceNumber() {
        return position.sequenceNumber();
    }
}
