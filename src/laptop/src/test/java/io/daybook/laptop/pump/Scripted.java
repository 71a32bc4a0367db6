package io.daybook.laptop.pump;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A function that does what a test says, and remembers with which records it was called. */
final class Scripted implements Functions {
    static final String DONE = "{\"batchItemFailures\":[]}";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<List<Integer>> calls = new ArrayList<>();
    private final Script script;

    /** What an invocation with these records comes to. */
    @FunctionalInterface
    interface Script {
        /** @return the answer's JSON */
        String answer(List<Integer> numbers) throws IOException;
    }

    Scripted(Script script) {
        this.script = script;
    }

    /** Reports this record, wherever it is in the batch. */
    static String failedAt(Object sequenceNumber) {
        return "{\"batchItemFailures\":[{\"itemIdentifier\":\"" + sequenceNumber + "\"}]}";
    }

    @Override
    public JsonNode invoke(String function, JsonNode event) throws IOException {
        var numbers = new ArrayList<Integer>();
        event.path("Records")
                .forEach(record ->
                        numbers.add(record.at("/dynamodb/SequenceNumber").asInt()));
        synchronized (this) {
            calls.add(List.copyOf(numbers));
            notifyAll();
        }
        return JSON.readTree(script.answer(numbers));
    }

    /** Waits until it was called with so many records in all. */
    synchronized void awaitRecords(int count) throws InterruptedException {
        long endNanos = System.nanoTime() + PATIENCE.toNanos();
        while (numbers().size() < count) {
            long left = endNanos - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("only these were delivered: " + calls);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    synchronized List<List<Integer>> calls() {
        return List.copyOf(calls);
    }

    /** Every record it was called with, in order. */
    synchronized List<Integer> numbers() {
        return calls.stream().flatMap(List::stream).toList();
    }
}
