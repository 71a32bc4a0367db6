package io.daybook.adapter.dynamodb.consume;

import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.Condition;
import io.daybook.kernel.deliver.ParkedStream;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.text.UserText;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How cursors and marks of parked streams are stored in the table of projections. The names of consumers and streams
 * contain no #, so no two items share a key.
 */
public final class ProgressItems {
    /** Hash key of the table. */
    public static final String ITEM = "item";

    public static final List<String> KEYS = List.of(ITEM);

    static final String VERSION = "version";
    static final String ATTEMPTS = "attempts";
    static final String DUE_AT = "dueAt";

    /** The index of marks, its hash key, and the only value of that key. */
    static final String PARKED = "parked";

    /** Its sort key: when it is due, and the mark's own key. */
    static final String PARKED_SORT = "parkedSort";

    /** Of the commit that was applied last. */
    public static final String HASH = "hash";

    private static final String ERROR = "error";
    private static final String SINCE = "since";

    /** Enough for a message and its origin. */
    private static final int ERROR_LENGTH_MAX = 2_000;

    private ProgressItems() {}

    static Map<String, AttributeValue> cursorKey(String consumer, StreamName stream) {
        return Map.of(ITEM, Attributes.text("cursor#" + consumer + "#" + stream));
    }

    static Map<String, AttributeValue> ofCursor(String consumer, StreamName stream, StreamPosition position) {
        var item = new HashMap<>(cursorKey(consumer, stream));
        item.put(VERSION, Attributes.number(position.version()));
        putHash(item, position.hash());
        return item;
    }

    /** @param item empty if there is none */
    static StreamPosition cursor(Map<String, AttributeValue> item) {
        return item.isEmpty()
                ? StreamPosition.START
                : Attributes.read(item, KEYS, () -> new StreamPosition(Attributes.number(item, VERSION), hash(item)));
    }

    /** That a cursor is here. */
    static Condition at(StreamPosition position) {
        if (position.version() == 0) {
            return Condition.absent(ITEM);
        }
        return Condition.equal(VERSION, Attributes.number(position.version()))
                .and(
                        position.hash() == 0
                                ? Condition.absent(HASH)
                                : Condition.equal(HASH, Attributes.bytes(position.hash())));
    }

    /** @param hash of a commit, its first eight bytes; 0 is not stored */
    public static void putHash(Map<String, AttributeValue> item, long hash) {
        if (hash != 0) {
            item.put(HASH, Attributes.bytes(hash));
        }
    }

    public static long hash(Map<String, AttributeValue> item) throws IOException {
        return item.containsKey(HASH) ? Attributes.eightBytes(item, HASH) : 0;
    }

    static Map<String, AttributeValue> parkedKey(String consumer, StreamName stream) {
        return Map.of(ITEM, Attributes.text("parked#" + consumer + "#" + stream));
    }

    static Map<String, AttributeValue> ofParked(ParkedStream parked) {
        var key = parkedKey(parked.consumer(), parked.stream());
        var error = parked.error();
        var item = new HashMap<>(key);
        item.put(VERSION, Attributes.number(parked.version()));
        item.put(ERROR, Attributes.text(UserText.first(ERROR_LENGTH_MAX, error)));
        item.put(SINCE, Attributes.number(parked.since().toEpochMilli()));
        item.put(ATTEMPTS, Attributes.number(parked.attempts()));
        item.put(DUE_AT, Attributes.number(parked.dueAt().toEpochMilli()));
        item.put(PARKED, Attributes.text(PARKED));
        key.values().forEach(own -> item.put(PARKED_SORT, Attributes.text(due(parked.dueAt()) + "#" + own.s())));
        return item;
    }

    static ParkedStream parked(Map<String, AttributeValue> item) {
        return Attributes.read(item, KEYS, () -> {
            var key = Attributes.text(item, ITEM).split("#", -1);
            if (key.length != 3) {
                throw new IOException("the key is not a mark's");
            }
            return new ParkedStream(
                    key[1],
                    StreamName.parse(key[2]),
                    Attributes.number(item, VERSION),
                    Attributes.text(item, ERROR),
                    Instant.ofEpochMilli(Attributes.number(item, SINCE)),
                    Math.toIntExact(Attributes.number(item, ATTEMPTS)),
                    Instant.ofEpochMilli(Attributes.number(item, DUE_AT)));
        });
    }

    /** The condition that a mark is unchanged since it was read. */
    static Condition at(ParkedStream seen) {
        return Condition.equal(VERSION, Attributes.number(seen.version()))
                .and(Condition.equal(ATTEMPTS, Attributes.number(seen.attempts())))
                .and(Condition.equal(DUE_AT, Attributes.number(seen.dueAt().toEpochMilli())));
    }

    /** Milliseconds with a fixed number of digits, so that texts sort in the order of time. */
    static String due(Instant time) {
        return String.format(Locale.ROOT, "%015d", Math.max(0, time.toEpochMilli()));
    }
}
