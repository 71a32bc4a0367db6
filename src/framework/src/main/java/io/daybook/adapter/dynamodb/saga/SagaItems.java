package io.daybook.adapter.dynamodb.saga;

import static io.daybook.adapter.dynamodb.Attributes.attribute;
import static io.daybook.adapter.dynamodb.Attributes.number;
import static io.daybook.adapter.dynamodb.Attributes.text;

import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.Compression;
import io.daybook.kernel.failure.CorruptStreamException;
import io.daybook.kernel.rows.IndexKey;
import io.daybook.kernel.saga.HistoryStep;
import io.daybook.kernel.saga.SagaInstance;
import io.daybook.kernel.saga.SagaInstance.Origin;
import io.daybook.kernel.saga.SagaInstance.State;
import io.daybook.kernel.saga.SagaInstance.Trouble;
import io.daybook.kernel.saga.SagaInstance.Work;
import io.daybook.kernel.saga.SagaTable.Due;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How instances of sagas and their history are stored. No other class knows the names of their attributes. Empty and
 * null values have no attribute.
 */
final class SagaItems {
    /** Hash key: the saga's name, {@code #} and the id. A name contains no {@code #}. */
    static final String SAGA = "saga";

    /** Sort key: {@link #ROW}, or the number of the first history step of an item. */
    static final String ITEM = "item";

    private static final List<String> KEYS = List.of(SAGA, ITEM);

    static final String ROW = "row";
    static final String REVISION = "revision";

    /** Keys of the index of the same name. Only rows that will be due have them. */
    static final String DUE_PART = "duePart";

    static final String DUE_AT = "dueAt";

    /** Keys of the index of steps: the saga's name, the step and a part; when it started, and the id. */
    static final String STEP_PART = "stepPart";

    static final String STARTED = "started";

    /** A sort key before all others. */
    static final String STARTED_FIRST = "0";

    /** The last number that {@link #stepItem} can sort. */
    static final long STEP_NUMBER_MAX = 999_999_999_999L;

    static final String STATE = "state";

    /** The saga's version that wrote the state; absent for the first. */
    static final String STATE_VERSION = "stateVersion";

    private static final int STATE_VERSION_FIRST = 1;

    static final String PENDING = "pending";
    static final String APPLIED = "applied";
    static final String TIMERS = "timers";
    static final String HISTORY = "history";

    private static final String STEP = "step";
    private static final String COMPLETE = "complete";
    private static final String COUNT = "count";
    private static final String STEPS = "steps";
    private static final String TIMER_STARTS = "timerStarts";
    private static final String CORRELATION_ID = "correlationId";
    private static final String USER_ID = "userId";
    private static final String AT = "at";
    private static final String ATTEMPTS = "attempts";
    private static final String ERROR = "error";
    private static final String STUCK = "stuck";

    private SagaItems() {}

    static Map<String, AttributeValue> ofInstance(SagaInstance instance) {
        var work = instance.work();
        var trouble = instance.trouble();
        var origin = instance.origin();
        var item = new HashMap<>(rowKey(instance.saga(), instance.id()));
        item.put(REVISION, Attributes.number(instance.revision()));
        item.put(STATE, Attributes.text(instance.state().json()));
        if (instance.state().version() > STATE_VERSION_FIRST) {
            item.put(STATE_VERSION, Attributes.number(instance.state().version()));
        }
        item.put(STEP, Attributes.text(instance.step()));
        item.put(STEP_PART, Attributes.text(stepPart(instance.saga(), instance.step(), IndexKey.part(instance.id()))));
        item.put(STARTED, Attributes.text(started(origin.startedAt(), instance.id())));
        item.put(COMPLETE, AttributeValue.fromBool(instance.complete()));
        putText(item, PENDING, work.pending().isEmpty() ? null : SagaJson.writePending(work.pending()));
        putText(item, TIMERS, work.timers().isEmpty() ? null : SagaJson.writeTimers(work.timers()));
        putText(item, APPLIED, work.applied().isEmpty() ? null : SagaJson.writeApplied(work.applied()));
        item.put(STEPS, Attributes.number(work.steps()));
        item.put(TIMER_STARTS, Attributes.number(work.timerStarts()));
        item.put(CORRELATION_ID, Attributes.text(origin.correlationId()));
        putText(item, USER_ID, origin.userId());
        item.put(AT, Attributes.number(work.at().toEpochMilli()));
        item.put(ATTEMPTS, Attributes.number(trouble.attempts()));
        putText(item, ERROR, trouble.error());
        putText(item, STUCK, trouble.stuck());
        if (instance.dueAt() != null) {
            item.put(DUE_PART, Attributes.number(IndexKey.part(instance.id())));
            item.put(DUE_AT, Attributes.number(instance.dueAt().toEpochMilli()));
        }
        return item;
    }

    /** @throws CorruptStreamException if it is no instance */
    static SagaInstance instance(Map<String, AttributeValue> item) {
        return Attributes.read(item, KEYS, () -> {
            var name = name(item);
            return new SagaInstance(
                    name.saga(),
                    name.id(),
                    number(item, REVISION),
                    new Origin(text(item, CORRELATION_ID), optional(item, USER_ID), startedAt(text(item, STARTED))),
                    state(item),
                    text(item, STEP),
                    Attributes.present(attribute(item, COMPLETE).bool(), COMPLETE),
                    new Work(
                            SagaJson.readPending(json(item, PENDING, "[]")),
                            SagaJson.readTimers(json(item, TIMERS, "[]")),
                            SagaJson.readApplied(json(item, APPLIED, "{}")),
                            number(item, STEPS),
                            number(item, TIMER_STARTS),
                            Instant.ofEpochMilli(number(item, AT))),
                    new Trouble((int) number(item, ATTEMPTS), optional(item, ERROR), optional(item, STUCK)),
                    item.containsKey(DUE_AT) ? Instant.ofEpochMilli(number(item, DUE_AT)) : null);
        });
    }

    private static State state(Map<String, AttributeValue> item) throws IOException {
        long version = item.containsKey(STATE_VERSION) ? number(item, STATE_VERSION) : STATE_VERSION_FIRST;
        return new State(Math.toIntExact(version), Compression.text(attribute(item, STATE)));
    }

    /** The history of one save as one item, like the events of a commit. Its key is the first of its numbers. */
    static Map<String, AttributeValue> ofHistory(SagaInstance instance, List<HistoryStep> steps) {
        var item = new HashMap<String, AttributeValue>();
        item.put(SAGA, Attributes.text(keyText(instance.saga(), instance.id())));
        item.put(ITEM, Attributes.text(stepItem(steps.getFirst().number())));
        item.put(COUNT, Attributes.number(steps.size()));
        item.put(HISTORY, Attributes.text(SagaHistoryJson.write(steps)));
        return item;
    }

    /** @throws CorruptStreamException if it is not history */
    static List<HistoryStep> history(Map<String, AttributeValue> item) {
        return Attributes.read(item, KEYS, () -> {
            var steps = SagaHistoryJson.read(Compression.text(attribute(item, HISTORY)));
            if (steps.isEmpty() || steps.size() != number(item, COUNT)) {
                throw new IOException(COUNT + " is " + number(item, COUNT) + " for " + steps.size() + " steps");
            }
            return steps;
        });
    }

    /** Of the steps in an item of history. */
    static long firstNumber(Map<String, AttributeValue> item) {
        return Attributes.read(item, KEYS, () -> Long.parseLong(text(item, ITEM)));
    }

    /** Reads an entry of the index of due rows. */
    static Due due(Map<String, AttributeValue> item) {
        return Attributes.read(item, KEYS, () -> {
            var name = name(item);
            return new Due(name.saga(), name.id(), Instant.ofEpochMilli(number(item, DUE_AT)));
        });
    }

    static Map<String, AttributeValue> rowKey(String saga, String id) {
        return Map.of(SAGA, Attributes.text(keyText(saga, id)), ITEM, Attributes.text(ROW));
    }

    /** The table's key, from an item or from an entry of an index. */
    static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
        return Attributes.read(item, KEYS, () -> Map.of(SAGA, attribute(item, SAGA), ITEM, attribute(item, ITEM)));
    }

    static String keyText(String saga, String id) {
        return saga + "#" + id;
    }

    /** Sorts like the number, and before {@link #ROW}. */
    static String stepItem(long number) {
        return String.format(Locale.ROOT, "%012d", number);
    }

    static String stepPart(String saga, String step, int part) {
        return saga + "#" + step + "#" + part;
    }

    /** The place of an entry in the index of steps. */
    static String started(Map<String, AttributeValue> entry) {
        return Attributes.read(entry, KEYS, () -> text(entry, STARTED));
    }

    /** Sorts by time, then by id. */
    private static String started(Instant at, String id) {
        return String.format(Locale.ROOT, "%014d#%s", at.toEpochMilli(), id);
    }

    private static Instant startedAt(String started) {
        return Instant.ofEpochMilli(Long.parseLong(started.substring(0, started.indexOf('#'))));
    }

    private record Name(String saga, String id) {}

    private static Name name(Map<String, AttributeValue> item) throws IOException {
        var text = text(item, SAGA);
        int end = text.indexOf('#');
        if (end < 0) {
            throw new IOException("no # in " + SAGA);
        }
        return new Name(text.substring(0, end), text.substring(end + 1));
    }

    private static void putText(Map<String, AttributeValue> item, String name, @Nullable String value) {
        if (value != null) {
            item.put(name, Attributes.text(value));
        }
    }

    private static @Nullable String optional(Map<String, AttributeValue> item, String name) throws IOException {
        return item.containsKey(name) ? text(item, name) : null;
    }

    private static String json(Map<String, AttributeValue> item, String name, String otherwise) throws IOException {
        return item.containsKey(name) ? Compression.text(attribute(item, name)) : otherwise;
    }
}
