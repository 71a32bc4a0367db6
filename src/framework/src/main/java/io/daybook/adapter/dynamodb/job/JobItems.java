package io.daybook.adapter.dynamodb.job;

import com.fasterxml.jackson.core.type.TypeReference;
import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.Condition;
import io.daybook.adapter.dynamodb.consume.ProgressIndex;
import io.daybook.adapter.dynamodb.consume.ProgressItems;
import io.daybook.kernel.job.Job;
import io.daybook.kernel.job.JobKind;
import io.daybook.kernel.job.JobOrder;
import io.daybook.kernel.job.Segment;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How jobs and their segments are stored in the table of projections. Jobs are listed by its index: those that something
 * is left to do for in one partition, all others in another one, each in the order of their ids.
 */
final class JobItems {
    /** The partition of jobs that something is left to do for. */
    static final String OPEN = "jobs-open";

    /** The partition of the others. */
    static final String CLOSED = "jobs";

    private static final TypeReference<Map<String, Long>> COUNTS_TYPE = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> NOTES_TYPE = new TypeReference<>() {};
    private static final TypeReference<Map<String, Object>> RESULT_TYPE = new TypeReference<>() {};
    private static final TypeReference<List<Map<String, Object>>> FINDINGS_TYPE = new TypeReference<>() {};
    private static final TypeReference<List<String>> NAMES_TYPE = new TypeReference<>() {};

    private static final String REVISION = "revision";
    private static final String JOB = "job";
    private static final String STEP = "step";
    private static final String COUNTS = "counts";
    private static final String READ_UNITS = "readUnits";
    private static final String WRITE_UNITS = "writeUnits";
    private static final String STATE = "state";
    private static final String ERROR = "error";
    private static final String RESULT = "result";

    private JobItems() {}

    static Map<String, AttributeValue> key(String job) {
        return Map.of(ProgressItems.ITEM, Attributes.text("job#" + job));
    }

    static Map<String, AttributeValue> key(Segment segment) {
        return Map.of(
                ProgressItems.ITEM,
                Attributes.text("job#" + segment.job() + "#" + segment.step() + "#" + segment.number()));
    }

    /** That an item has this revision. */
    static Condition at(long revision) {
        return revision == 0
                ? Condition.absent(ProgressItems.ITEM)
                : Condition.equal(REVISION, Attributes.number(revision));
    }

    static Map<String, AttributeValue> of(Job job) {
        var item = new HashMap<>(key(job.id()));
        var step = job.step();
        item.put(JOB, Attributes.text(job.id()));
        item.put(REVISION, Attributes.number(job.revision()));
        item.put("release", Attributes.text(job.release()));
        item.put(STATE, Attributes.text(job.state().word()));
        item.put(STEP, Attributes.number(step.number()));
        item.put("stepName", Attributes.text(step.name()));
        item.put("segments", Attributes.number(step.segments()));
        item.put("notBefore", Attributes.number(step.notBefore().toEpochMilli()));
        item.put(COUNTS, Attributes.text(JobJson.write(job.counts())));
        item.put("notes", Attributes.text(JobJson.write(job.notes())));
        putCost(item, job.cost());
        item.put("startedAt", Attributes.number(job.startedAt().toEpochMilli()));
        putTime(item, "finishedAt", job.finishedAt());
        if (job.result() != null) {
            item.put(RESULT, Attributes.text(JobJson.write(job.result())));
        }
        putText(item, ERROR, job.error());
        item.put("isTidy", AttributeValue.fromBool(job.isTidy()));
        putOrder(item, job.order());
        ProgressIndex.list(item, job.isOpen() ? OPEN : CLOSED, job.id());
        return item;
    }

    private static void putOrder(Map<String, AttributeValue> item, JobOrder order) {
        item.put("kind", Attributes.text(order.kind().word()));
        putText(item, "projection", order.projection());
        putText(item, "generation", order.generation());
        putTime(item, "asOf", order.asOf());
        item.put("dryRun", AttributeValue.fromBool(order.dryRun()));
        item.put("expectEqual", AttributeValue.fromBool(order.expectEqual()));
        item.put("consumers", Attributes.text(JobJson.write(order.consumers())));
    }

    private static void putCost(Map<String, AttributeValue> item, Job.Cost cost) {
        item.put(READ_UNITS, AttributeValue.fromN(Double.toString(cost.readUnits())));
        item.put(WRITE_UNITS, AttributeValue.fromN(Double.toString(cost.writeUnits())));
    }

    private static void putText(Map<String, AttributeValue> item, String name, @Nullable String text) {
        if (text != null) {
            item.put(name, Attributes.text(text));
        }
    }

    private static void putTime(Map<String, AttributeValue> item, String name, @Nullable Instant time) {
        if (time != null) {
            item.put(name, Attributes.number(time.toEpochMilli()));
        }
    }

    static Job job(Map<String, AttributeValue> item) {
        return Attributes.read(
                item,
                ProgressItems.KEYS,
                () -> new Job(
                        Attributes.text(item, JOB),
                        order(item),
                        Attributes.text(item, "release"),
                        Job.State.valueOf(Attributes.text(item, STATE).toUpperCase(Locale.ROOT)),
                        new Job.Step(
                                Math.toIntExact(Attributes.number(item, STEP)),
                                Attributes.text(item, "stepName"),
                                Math.toIntExact(Attributes.number(item, "segments")),
                                time(item, "notBefore")),
                        JobJson.read(Attributes.text(item, COUNTS), COUNTS_TYPE),
                        cost(item),
                        JobJson.read(Attributes.text(item, "notes"), NOTES_TYPE),
                        time(item, "startedAt"),
                        optionalTime(item, "finishedAt"),
                        result(item),
                        optional(item, ERROR),
                        bool(item, "isTidy"),
                        Attributes.number(item, REVISION)));
    }

    private static JobOrder order(Map<String, AttributeValue> item) throws IOException {
        return new JobOrder(
                JobKind.valueOf(Attributes.text(item, "kind").toUpperCase(Locale.ROOT)),
                optional(item, "projection"),
                optional(item, "generation"),
                optionalTime(item, "asOf"),
                bool(item, "dryRun"),
                bool(item, "expectEqual"),
                JobJson.read(Attributes.text(item, "consumers"), NAMES_TYPE));
    }

    static Map<String, AttributeValue> of(Segment segment) {
        var item = new HashMap<>(key(segment));
        item.put(JOB, Attributes.text(segment.job()));
        item.put(STEP, Attributes.number(segment.step()));
        item.put("number", Attributes.number(segment.number()));
        item.put(REVISION, Attributes.number(segment.revision()));
        putText(item, "at", segment.at());
        item.put("done", AttributeValue.fromBool(segment.done()));
        item.put("share", AttributeValue.fromN(Double.toString(segment.share())));
        item.put(COUNTS, Attributes.text(JobJson.write(segment.counts())));
        item.put("findings", Attributes.text(JobJson.write(segment.findings())));
        putCost(item, segment.cost());
        item.put("touchedAt", Attributes.number(segment.touchedAt().toEpochMilli()));
        item.put("isHeld", AttributeValue.fromBool(segment.isHeld()));
        item.put("attempts", Attributes.number(segment.attempts()));
        return item;
    }

    static Segment segment(Map<String, AttributeValue> item) {
        return Attributes.read(
                item,
                ProgressItems.KEYS,
                () -> new Segment(
                        Attributes.text(item, JOB),
                        Math.toIntExact(Attributes.number(item, STEP)),
                        Math.toIntExact(Attributes.number(item, "number")),
                        optional(item, "at"),
                        bool(item, "done"),
                        decimal(item, "share"),
                        JobJson.read(Attributes.text(item, COUNTS), COUNTS_TYPE),
                        JobJson.read(Attributes.text(item, "findings"), FINDINGS_TYPE),
                        cost(item),
                        time(item, "touchedAt"),
                        bool(item, "isHeld"),
                        Math.toIntExact(Attributes.number(item, "attempts")),
                        Attributes.number(item, REVISION)));
    }

    private static Job.Cost cost(Map<String, AttributeValue> item) throws IOException {
        return new Job.Cost(decimal(item, READ_UNITS), decimal(item, WRITE_UNITS));
    }

    private static double decimal(Map<String, AttributeValue> item, String name) throws IOException {
        return Double.parseDouble(
                Attributes.present(Attributes.attribute(item, name).n(), name));
    }

    private static boolean bool(Map<String, AttributeValue> item, String name) throws IOException {
        return Attributes.present(Attributes.attribute(item, name).bool(), name);
    }

    private static Instant time(Map<String, AttributeValue> item, String name) throws IOException {
        return Instant.ofEpochMilli(Attributes.number(item, name));
    }

    private static @Nullable Map<String, Object> result(Map<String, AttributeValue> item) throws IOException {
        return item.containsKey(RESULT) ? JobJson.read(Attributes.text(item, RESULT), RESULT_TYPE) : null;
    }

    private static @Nullable Instant optionalTime(Map<String, AttributeValue> item, String name) throws IOException {
        return item.containsKey(name) ? time(item, name) : null;
    }

    private static @Nullable String optional(Map<String, AttributeValue> item, String name) throws IOException {
        return item.containsKey(name) ? Attributes.text(item, name) : null;
    }
}
