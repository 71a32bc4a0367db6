package io.daybook.laptop.pump;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Stands in for the on-failure queue: messages about batches that were given up, until they are done with. */
public final class FailureQueue {
    /** Source: Lambda developer guide, "Using Lambda with Amazon SQS", the default batch size. */
    static final int BATCH_MAX = 10;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, String> waiting = new LinkedHashMap<>();

    /** Messages that wait, as their JSON. */
    public synchronized List<String> bodies() {
        return List.copyOf(waiting.values());
    }

    /**
     * Puts in what Lambda writes about a batch. Source: Lambda developer guide, "Retaining discarded records from a
     * DynamoDB event source".
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
        waiting.put(UUID.randomUUID().toString(), body.toString());
    }

    /** The oldest messages as an event of Amazon SQS; without records where nothing waits. */
    synchronized ObjectNode event() {
        var event = JSON.objectNode();
        var records = event.putArray("Records");
        waiting.entrySet().stream()
                .limit(BATCH_MAX)
                .forEach(message -> records.addObject()
                        .put("messageId", message.getKey())
                        .put("body", message.getValue())
                        .put("eventSource", "aws:sqs"));
        return event;
    }

    /** Takes out what was delivered, but for what is to be delivered again, which goes to the end. */
    synchronized void delivered(ObjectNode event, JsonNode answer) {
        var again = new ArrayList<String>();
        answer.path("batchItemFailures")
                .forEach(failure -> again.add(failure.path("itemIdentifier").asText()));
        var failed = Set.copyOf(again);
        for (var record : event.path("Records")) {
            var id = record.path("messageId").asText();
            var body = waiting.remove(id);
            if (failed.contains(id) && body != null) {
                waiting.put(id, body);
            }
        }
    }
}
