package io.daybook.adapter.dynamodb.consume;

import static io.daybook.adapter.dynamodb.consume.ProgressItems.ITEM;
import static io.daybook.adapter.dynamodb.consume.ProgressItems.KEYS;
import static io.daybook.adapter.dynamodb.consume.ProgressItems.VERSION;

import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.DynamoSharedTable;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.operate.AuditEntry;
import io.daybook.kernel.operate.Decisions;
import io.daybook.kernel.operate.Pause;
import io.daybook.kernel.operate.Skip;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How the decisions of operators are stored in the table of projections, and listed by the index that lists marks: in
 * partitions of their own.
 */
final class OperatorItems {
    /** The partition of skipped events in the index. */
    static final String SKIPPED = "skipped";

    /** The partition of the audit trail in the index. */
    static final String AUDIT = "audit";

    private static final String PAUSED = "paused";
    private static final String CONSUMER = "consumer";
    private static final String STREAM = "stream";
    private static final String REASON = "reason";
    private static final String WHO = "who";
    private static final String AT = "at";
    private static final String ID = "id";
    private static final String ACTION = "action";
    private static final String TARGET = "target";

    private OperatorItems() {}

    /** The one item that names all paused consumers and skipped events, so that one read shows them all. */
    static final class Standing implements DynamoSharedTable.Form<Decisions> {
        @Override
        public String name() {
            return "decisions";
        }

        @Override
        public Decisions none() {
            return Decisions.NONE;
        }

        @Override
        public Map<String, AttributeValue> write(Decisions decisions) {
            var paused = new HashMap<String, AttributeValue>();
            decisions
                    .paused()
                    .forEach((name, pause) ->
                            paused.put(name, AttributeValue.fromM(said(pause.reason(), pause.who(), pause.at()))));
            var item = new HashMap<String, AttributeValue>();
            item.put(PAUSED, AttributeValue.fromM(paused));
            var skipped = decisions.skipped();
            if (!skipped.isEmpty()) {
                // DynamoDB refuses an empty set.
                var texts = skipped.stream().map(OperatorItems::text).sorted().toList();
                item.put(SKIPPED, AttributeValue.fromSs(texts));
            }
            return item;
        }

        @Override
        public Decisions read(Map<String, AttributeValue> item) throws IOException {
            var paused = new HashMap<String, Pause>();
            for (var entry : Attributes.attribute(item, PAUSED).m().entrySet()) {
                paused.put(entry.getKey(), pause(entry.getValue().m()));
            }
            var skipped = new HashSet<Decisions.Event>();
            if (item.containsKey(SKIPPED)) {
                for (var event : Attributes.attribute(item, SKIPPED).ss()) {
                    skipped.add(event(event));
                }
            }
            return new Decisions(paused, skipped);
        }
    }

    private static Decisions.Event event(String text) throws IOException {
        var parts = text.split("#", -1);
        if (parts.length != 3) {
            throw new IOException("a skipped event is a consumer, a stream and a version");
        }
        return new Decisions.Event(parts[0], StreamName.parse(parts[1]), Long.parseLong(parts[2]));
    }

    private static String text(Decisions.Event event) {
        return event.consumer() + "#" + event.stream() + "#" + event.version();
    }

    private static Pause pause(Map<String, AttributeValue> item) throws IOException {
        return new Pause(Attributes.text(item, REASON), Attributes.text(item, WHO), time(item));
    }

    static Map<String, AttributeValue> skipKey(Decisions.Event event) {
        return Map.of(ITEM, Attributes.text("skipped#" + text(event)));
    }

    static Map<String, AttributeValue> ofSkip(Skip skip) {
        var key = skipKey(skip.event());
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
        item.put(ProgressItems.PARKED, Attributes.text(partition));
        item.put(ProgressItems.PARKED_SORT, Attributes.text(ProgressItems.due(at) + "#" + own));
    }

    private static Instant time(Map<String, AttributeValue> item) throws IOException {
        return Instant.ofEpochMilli(Attributes.number(item, AT));
    }
}
