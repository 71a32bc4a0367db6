package io.daybook.testtools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * Stands between the pump and the functions and does to records whatever DynamoDB Streams and Lambda may do, and a
 * little more: it repeats, reorders, drops and delays them, and calls a function twice at once.
 *
 * <p>Only the records of one item are ordered, and each commit is an item of its own, so any order is allowed.
 */
public final class FaultyFunctions {
    /** Calls a function by the name under which it is exported. */
    @FunctionalInterface
    public interface Invocation {
        JsonNode invoke(String function, JsonNode event) throws IOException;
    }

    private final Invocation real;
    private final Random random;
    private final List<JsonNode> late = new ArrayList<>();
    private boolean faulty = true;

    public FaultyFunctions(Invocation real, Random random) {
        this.real = real;
        this.random = random;
    }

    /** What happens to one invocation. */
    private enum Fault {
        NONE,
        REPEATED,
        AT_ONCE,
        REORDERED,
        DROPPED,
        DELAYED,
        ANSWER_LOST
    }

    /** From now on nothing is disturbed. Records that are still delayed are lost. */
    public synchronized void beGood() {
        faulty = false;
    }

    public JsonNode invoke(String function, JsonNode event) throws IOException {
        if (!event.at("/Records/0").has("dynamodb")) {
            return real.invoke(function, event);
        }
        var fault = fault();
        var suffered = suffer(fault, event);
        return switch (fault) {
            case NONE, REORDERED, DROPPED, DELAYED -> real.invoke(function, suffered);
            case REPEATED -> {
                real.invoke(function, suffered);
                yield real.invoke(function, suffered);
            }
            case AT_ONCE -> atOnce(function, suffered);
            case ANSWER_LOST -> {
                real.invoke(function, suffered);
                throw new IOException("as scheduled: the answer is lost");
            }
        };
    }

    private synchronized Fault fault() {
        var faults = Fault.values();
        return faulty && random.nextBoolean() ? faults[random.nextInt(faults.length)] : Fault.NONE;
    }

    private synchronized ObjectNode suffer(Fault fault, JsonNode event) {
        var records = new ArrayList<JsonNode>();
        event.path("Records").forEach(records::add);
        switch (fault) {
            case REORDERED -> Collections.shuffle(records, random);
            case DROPPED -> records.remove(random.nextInt(records.size()));
            case DELAYED -> late.add(records.remove(random.nextInt(records.size())));
            case NONE, REPEATED, AT_ONCE, ANSWER_LOST -> {
                // Delayed records come with later ones, of any streams.
                if (faulty && !late.isEmpty()) {
                    records.add(random.nextInt(records.size() + 1), late.remove(random.nextInt(late.size())));
                }
            }
        }
        ObjectNode suffered = event.deepCopy();
        suffered.putArray("Records").addAll(records);
        return suffered;
    }

    private JsonNode atOnce(String function, ObjectNode event) throws IOException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var other = threads.submit(() -> real.invoke(function, event));
            var answer = real.invoke(function, event);
            other.get();
            return answer;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
