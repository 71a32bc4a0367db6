package io.daybook.adapter.lambda.trigger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * A message that Lambda writes to the on-failure queue about records that it gave up. Source: Lambda developer guide,
 * "Retaining discarded records from a DynamoDB event source", member {@code DDBStreamBatchInfo}.
 *
 * @param streamArn of the table's stream
 * @param first the sequence number of the first record
 * @param last the sequence number of the last one
 */
public record FailedBatch(String streamArn, String shardId, String first, String last) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** @throws IllegalArgumentException if it is not such a message */
    static FailedBatch parse(@Nullable String body) {
        try {
            var info = MAPPER.readTree(body == null ? "" : body).path("DDBStreamBatchInfo");
            return new FailedBatch(
                    text(info, "streamArn"),
                    text(info, "shardId"),
                    text(info, "startSequenceNumber"),
                    text(info, "endSequenceNumber"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a message that is not JSON", e);
        }
    }

    private static String text(JsonNode info, String member) {
        var text = info.path(member).asText();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a message without DDBStreamBatchInfo." + member);
        }
        return text;
    }
}
