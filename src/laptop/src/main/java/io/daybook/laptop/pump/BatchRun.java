package io.daybook.laptop.pump;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.daybook.kernel.failure.Backoff;
import io.daybook.laptop.pump.stream.StreamedRecord;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Brings a batch to its end, whatever the function does with it.
 *
 * <p>Source: Lambda developer guide, "Configuring partial batch response with DynamoDB and Lambda" and "Retry
 * strategies for discarded records": records before the reported one are done, and the rest is tried again. A failure
 * that names no record splits the batch in two, which does not count as an attempt. That the count begins anew when a
 * later record becomes the first one is documented nowhere; it only changes when a batch is given up.
 */
final class BatchRun {
    private static final Logger LOG = Logger.getLogger(BatchRun.class);

    private final StreamMapping mapping;
    private final Functions functions;
    private final FailureQueue failures;
    private final Backoff backoff;
    private final BooleanSupplier isStopping;
    private final InFlight inFlight;

    /** @param isStopping whether to begin nothing more; a batch that is not done by then is left as it is */
    BatchRun(
            StreamMapping mapping,
            Functions functions,
            FailureQueue failures,
            Backoff backoff,
            BooleanSupplier isStopping,
            InFlight inFlight) {
        this.mapping = mapping;
        this.functions = functions;
        this.failures = failures;
        this.backoff = backoff;
        this.isStopping = isStopping;
        this.inFlight = inFlight;
    }

    /** The result of an invocation. */
    private sealed interface Outcome {
        /** @param count how many records of the batch are done, from its beginning */
        record Done(int count) implements Outcome {}

        record Failed() implements Outcome {}
    }

    /** Returns when each record is done or in the queue of failures, or when the pump stops. */
    void finish(List<StreamedRecord> batch) {
        finish(batch, Logger.Level.WARN);
    }

    /** @param first the level at which the first failed invocation is logged; the following ones tell nothing new */
    private void finish(List<StreamedRecord> batch, Logger.Level first) {
        var rest = batch;
        int attempts = 0;
        while (!rest.isEmpty() && !isStopping.getAsBoolean()) {
            attempts++;
            int done = 0;
            switch (invoke(rest, attempts == 1 ? first : Logger.Level.DEBUG)) {
                case Outcome.Done(var count) -> done = count;
                case Outcome.Failed() -> {
                    if (mapping.bisect() && rest.size() > 1) {
                        int middle = rest.size() / 2;
                        finish(rest.subList(0, middle), Logger.Level.DEBUG);
                        finish(rest.subList(middle, rest.size()), Logger.Level.DEBUG);
                        return;
                    }
                }
            }
            if (done > 0) {
                inFlight.done(rest.subList(0, done));
                rest = rest.subList(done, rest.size());
                attempts = 0;
            } else if (attempts > mapping.retriesMax()) {
                giveUp(rest, attempts);
                return;
            } else {
                backoff.pause(attempts);
            }
        }
    }

    private Outcome invoke(List<StreamedRecord> batch, Logger.Level level) {
        try {
            return outcome(batch, functions.invoke(mapping.function(), event(batch)));
        } catch (OutOfMemoryError e) { // The functions run in this process, too, so there is no next process.
            throw e;
        } catch (Throwable e) { // A function's process may die of anything, and the next one starts afresh.
            LOG.log(level, mapping.function() + " failed with " + batch.size() + " records", e);
            return new Outcome.Failed();
        }
    }

    private static ObjectNode event(List<StreamedRecord> batch) {
        var event = JsonNodeFactory.instance.objectNode();
        var records = event.putArray("Records");
        batch.forEach(record -> records.add(record.json()));
        return event;
    }

    /** The lowest reported record counts. If it is not in the batch, the whole batch has failed. */
    private static Outcome outcome(List<StreamedRecord> batch, JsonNode answer) {
        int done = batch.size();
        for (var failure : answer.path("batchItemFailures")) {
            int index = indexOf(batch, failure.path("itemIdentifier").asText());
            if (index < 0) {
                return new Outcome.Failed();
            }
            done = Math.min(done, index);
        }
        return new Outcome.Done(done);
    }

    private static int indexOf(List<StreamedRecord> batch, String sequenceNumber) {
        for (int i = 0; i < batch.size(); i++) {
            if (batch.get(i).sequenceNumber().equals(sequenceNumber)) {
                return i;
            }
        }
        return -1;
    }

    private void giveUp(List<StreamedRecord> batch, int attempts) {
        LOG.error(mapping.function() + " could not handle " + batch.size() + " records from "
                + batch.getFirst().sequenceNumber() + " on in " + attempts
                + " attempts; the sweeper takes them over");
        failures.add(mapping.function(), batch, attempts);
        inFlight.giveUp(batch);
    }
}
