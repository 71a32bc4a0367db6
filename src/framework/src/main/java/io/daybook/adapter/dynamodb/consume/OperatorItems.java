package io.daybook.adapter.dynamodb.consume;

import static io.daybook.adapter.dynamodb.consume.ProgressItems.ITEM;
import static io.daybook.adapter.dynamodb.consume.ProgressItems.KEYS;
import static io.daybook.adapter.dynamodb.consume.ProgressItems.PARKED;
import static io.daybook.adapter.dynamodb.consume.ProgressItems.PARKED_SORT;
import static io.daybook.adapter.dynamodb.consume.ProgressItems.VERSION;

import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.operate.AuditEntry;
import io.daybook.kernel.operate.Pause;
import io.daybook.kernel.operate.Skip;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How the decisions of operators are stored in the table of projections, and listed by the index that lists markers: in
 * partitions of their own.
 */
final class OperatorItems {
    /** The partition of skipped events in the index. */
    static final String SKIPPED = "skipped";

    /** The partition of the audit trail in the index. */
    static final String AUDIT = "audit";

    /** The one item that names all paused consumers, so that one read shows them all. */
    static final Map<String, AttributeValue> PAUSED_KEY = Map.of(ITEM, Attributes.text("paused"));

    static final String REVISION = "revision";
    private static final String CONSUMERS = "consumers";
    private static final String CONSUMER = "consumer";
    private static final String STREAM = "stream";
    private static final String REASON = "reason";
    private static final String WHO = "who";
    private static final String AT = "at";
    private static final String ID = "id";
    private static final String ACTION = "action";
    private static final String TARGET = "target";

    private OperatorItems() {}

    /**
     * The paused consumers as they are stored.
     *
     * @param revision 0 if nobody was ever paused
     */
    record Paused(long revision, Map<String, Pause> consumers) {
        Paused {
            consumers = Map.copyOf(consumers);
        }
    }

    /** @param item empty if there is none */
    static Paused paused(Map<String, AttributeValue> item) {
        if (item.isEmpty()) {
            return new Paused(0, Map.of());
        }
        return Attributes.read(item, KEYS, () -> {
            var consumers = new HashMap<String, Pause>();
            for (var entry : Attributes.attribute(item, CONSUMERS).m().entrySet()) {
                consumers.put(entry.getKey(), pause(entry.getValue().m()));
            }
            return new Paused(Attributes.number(item, REVISION), consumers);
        });
    }

    private static Pause pause(Map<String, AttributeValue> item) throws IOException {
        return new Pause(Attributes.text(item, REASON), Attributes.text(item, WHO), time(item));
    }

    static Map<String, AttributeValue> ofPaused(Paused paused) {
        var consumers = new HashMap<String, AttributeValue>();
        paused.consumers()
                .forEach((name, pause) ->
                        consumers.put(name, AttributeValue.fromM(said(pause.reason(), pause.who(), pause.at()))));
        var item = new HashMap<>(PAUSED_KEY);
        item.put(REVISION, Attributes.number(paused.revision()));
        item.put(CONSUMERS, AttributeValue.fromM(consumers));
        return item;
    }

    static Map<String, AttributeValue> skipKey(String consumer, StreamName stream, long version) {
        return Map.of(ITEM, Attributes.text("skipped#" + consumer + "#" + stream + "#" + version));
    }

    static Map<String, AttributeValue> ofSkip(Skip skip) {
        var key = skipKey(skip.consumer(), skip.stream(), skip.version());
        var item = said(skip.reason(), skip.who(), skip.at());
        item.putAll(key);
        item.put(CONSUMER, Attributes.text(skip.consumer()));
        item.put(STREAM, Attributes.text(skip.stream().toString()));
        item.put(VERSION, Attributes.number(skip.version()));
        key.values().forEach(own -> list(item, SKIPPED, skip.at(), own.s()));
        return item;
    }

    static Skip skip(Map<String, AttributeValue> item) {
        return Attributes.read(
                item,
                KEYS,
                () -> new Skip(
                        Attributes.text(item, CONSUMER),
                        StreamName.parse(Attributes.text(item, STREAM)),
                        Attributes.number(item, VERSION),
                        Attributes.text(item, REASON),
                        Attributes.text(item, WHO),
                        time(item)));
    }

    static Map<String, AttributeValue> auditKey(AuditEntry entry) {
        return Map.of(ITEM, Attributes.text("audit#" + ProgressItems.due(entry.at()) + "#" + entry.id()));
    }

    static Map<String, AttributeValue> ofAudit(AuditEntry entry) {
        var item = new HashMap<>(auditKey(entry));
        item.put(ID, Attributes.text(entry.id()));
        item.put(AT, Attributes.number(entry.at().toEpochMilli()));
        item.put(WHO, Attributes.text(entry.who()));
        item.put(ACTION, Attributes.text(entry.action()));
        item.put(TARGET, Attributes.text(entry.target()));
        var reason = entry.reason();
        if (reason != null) {
            item.put(REASON, Attributes.text(reason));
        }
        list(item, AUDIT, entry.at(), entry.id());
        return item;
    }

    static AuditEntry audit(Map<String, AttributeValue> item) {
        return Attributes.read(
                item,
                KEYS,
                () -> new AuditEntry(
                        Attributes.text(item, ID),
                        time(item),
                        Attributes.text(item, WHO),
                        Attributes.text(item, ACTION),
                        Attributes.text(item, TARGET),
                        item.containsKey(REASON) ? Attributes.text(item, REASON) : null));
    }

    private static Map<String, AttributeValue> said(String reason, String who, Instant at) {
        var item = new HashMap<String, AttributeValue>();
        item.put(REASON, Attributes.text(reason));
        item.put(WHO, Attributes.text(who));
        item.put(AT, Attributes.number(at.toEpochMilli()));
        return item;
    }

    private static void list(Map<String, AttributeValue> item, String partition, Instant at, String own) {
        item.put(PARKED, Attributes.text(partition));
        item.put(PARKED_SORT, Attributes.text(ProgressItems.due(at) + "#" + own));
    }

    private static Instant time(Map<String, AttributeValue> item) throws IOException {
        return Instant.ofEpochMilli(Attributes.number(item, AT));
    }
}
