package io.daybook.laptop.pump;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.daybook.laptop.pump.stream.StreamedRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Stands in for the on-failure queue: holds messages about batches that were given up, until they are handled. */
public final class FailureQueue {
    /** Source: Lambda developer guide, "Using Lambda with Amazon SQS", the default batch size. */
    static final int BATCH_MAX = 10;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, Message> waiting = new LinkedHashMap<>();

    private record Message(String body, List<StreamedRecord.Position> positions) {}

    /** Waiting messages, as JSON. */
    public synchronized List<String> bodies() {
        return waiting.values().stream().map(Message::body).toList();
    }

    /**
     * Adds the message that Lambda writes about a batch. Source: Lambda developer guide, "Retaining discarded records
     * from a DynamoDB event source".
     */
    synchronized void add(String function, List<StreamedRecord> batch, int invocations) {
        var body = JSON.objectNode();
        body.putObject("requestContext")
                .put("requestId", UUID.randomUUID().toString())
                .put("functionArn", "arn:aws:lambda:us-east-1:000000000000:function:" + function)
                .put("condition", "RetryAttemptsExhausted")
                .put("approximateInvokeCount", invocations);
        body.putObject("responseContext")
                .put("statusCode", 200)
                .put("executedVersion", "$LATEST")
                .put("functionError", "Unhandled");
        body.put("version", "1.0").put("timestamp", Instant.now().toString());
        var first = batch.getFirst();
        var last = batch.getLast();
        body.putObject("DDBStreamBatchInfo")
                .put("shardId", first.position().shardId())
                .put("startSequenceNumber", first.sequenceNumber())
                .put("endSequenceNumber", last.sequenceNumber())
                .put("approximateArrivalOfFirstRecord", first.at().toString())
                .put("approximateArrivalOfLastRecord", last.at().toString())
                .put("batchSize", batch.size())
                .put("streamArn", first.position().streamArn());
        var positions = batch.stream().map(StreamedRecord::position).toList();
        waiting.put(UUID.randomUUID().toString(), new Message(body.toString(), positions));
    }

    /** The oldest messages as an event of Amazon SQS; without records if nothing waits. */
    synchronized ObjectNode event() {
        var event = JSON.objectNode();
        var records = event.putArray("Records");
        waiting.entrySet().stream()
                .limit(BATCH_MAX)
                .forEach(message -> records.addObject()
                        .put("messageId", message.getKey())
                        .put("body", message.getValue().body())
                        .put("eventSource", "aws:sqs"));
        return event;
    }

    /**
     * Removes the messages that were delivered; those that are to be delivered again go to the end.
     *
     * @return the records that the removed messages are about
     */
    synchronized List<StreamedRecord.Position> delivered(ObjectNode event, JsonNode answer) {
        var again = new ArrayList<String>();
        answer.path("batchItemFailures")
                .forEach(failure -> again.add(failure.path("itemIdentifier").asText()));
        var failed = Set.copyOf(again);
        var done = new ArrayList<StreamedRecord.Position>();
        for (var record : event.path("Records")) {
            var id = record.path("messageId").asText();
            var message = waiting.remove(id);
            if (message == null) {
                continue;
            }
            if (failed.contains(id)) {
                waiting.put(id, message);
            } else {
                done.addAll(message.positions());
            }
        }
        return done;
    }
}
