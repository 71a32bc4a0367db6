package io.daybook.adapter.dynamodb;

import io.daybook.kernel.consume.ParkedStream;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.project.TallyTable.Cursor;
import io.daybook.kernel.store.CorruptStreamException;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How cursors and markers of parked streams are stored in the table of projections. A consumer's name holds no #, nor does
 * a stream's, so that no two of them share a key.
 */
final class ProgressItems {
    /** Hash key of the table. */
    static final String ITEM = "item";

    static final String VERSION = "version";
    static final String TARGET = "target";
    static final String ROW_DONE = "rowDone";
    static final String ATTEMPTS = "attempts";
    static final String DUE_AT = "dueAt";

    /** The index of markers, its hash key, and the one value of that. */
    static final String PARKED = "parked";

    /** Its sort key: when it is due, and the marker's own key. */
    static final String PARKED_SORT = "parkedSort";

    private static final String ERROR = "error";
    private static final String SINCE = "since";

    /** Enough for a message and where it came from. */
    private static final int ERROR_LENGTH_MAX = 2_000;

    private ProgressItems() {}

    static Map<String, AttributeValue> tallyKey(String projection, StreamName stream) {
        return Map.of(ITEM, Items.text("tally#" + projection + "#" + ReadItems.GENERATION + "#" + stream));
    }

    static Map<String, AttributeValue> ofTally(String projection, StreamName stream, Cursor cursor) {
        var item = new HashMap<>(tallyKey(projection, stream));
        item.put(VERSION, Items.number(cursor.version()));
        item.put(TARGET, Items.number(cursor.target()));
        var rowDone = cursor.rowDone();
        if (rowDone != null) {
            item.put(ROW_DONE, Items.text(rowDone));
        }
        return item;
    }

    /** Of a tally's cursor. */
    static StreamName stream(Map<String, AttributeValue> item) {
        try {
            var key = Items.text(item, ITEM);
            return StreamName.parse(key.substring(key.lastIndexOf('#') + 1));
        } catch (IOException | IllegalArgumentException e) {
            throw corrupt(item, e);
        }
    }

    /** @param item empty where there is none */
    static Cursor tally(Map<String, AttributeValue> item) {
        if (item.isEmpty()) {
            return Cursor.START;
        }
        try {
            var rowDone = item.get(ROW_DONE);
            return new Cursor(
                    Items.number(item, VERSION), Items.number(item, TARGET), rowDone == null ? null : rowDone.s());
        } catch (IOException e) {
            throw corrupt(item, e);
        }
    }

    /** That a tally's cursor is here. */
    static Condition at(Cursor cursor) {
        if (cursor.equals(Cursor.START)) {
            return Condition.absent(ITEM);
        }
        var rowDone = cursor.rowDone();
        return Condition.equal(VERSION, Items.number(cursor.version()))
                .and(Condition.equal(TARGET, Items.number(cursor.target())))
                .and(rowDone == null ? Condition.absent(ROW_DONE) : Condition.equal(ROW_DONE, Items.text(rowDone)));
    }

    static Map<String, AttributeValue> cursorKey(String consumer, StreamName stream) {
        return Map.of(ITEM, Items.text("cursor#" + consumer + "#" + stream));
    }

    static Map<String, AttributeValue> ofCursor(String consumer, StreamName stream, long version) {
        var item = new HashMap<>(cursorKey(consumer, stream));
        item.put(VERSION, Items.number(version));
        return item;
    }

    /** @param item empty where there is none */
    static long cursor(Map<String, AttributeValue> item) {
        try {
            return item.isEmpty() ? 0 : Items.number(item, VERSION);
        } catch (IOException e) {
            throw corrupt(item, e);
        }
    }

    static Map<String, AttributeValue> parkedKey(String consumer, StreamName stream) {
        return Map.of(ITEM, Items.text("parked#" + consumer + "#" + stream));
    }

    static Map<String, AttributeValue> ofParked(ParkedStream parked) {
        var key = parkedKey(parked.consumer(), parked.stream());
        var error = parked.error();
        var item = new HashMap<>(key);
        item.put(VERSION, Items.number(parked.version()));
        item.put(ERROR, Items.text(error.length() > ERROR_LENGTH_MAX ? error.substring(0, ERROR_LENGTH_MAX) : error));
        item.put(SINCE, Items.number(parked.since().toEpochMilli()));
        item.put(ATTEMPTS, Items.number(parked.attempts()));
        item.put(DUE_AT, Items.number(parked.dueAt().toEpochMilli()));
        item.put(PARKED, Items.text(PARKED));
        key.values().forEach(own -> item.put(PARKED_SORT, Items.text(due(parked.dueAt()) + "#" + own.s())));
        return item;
    }

    static ParkedStream parked(Map<String, AttributeValue> item) {
        try {
            var key = Items.text(item, ITEM).split("#", -1);
            if (key.length != 3) {
                throw new IOException("the key is no marker's");
            }
            return new ParkedStream(
                    key[1],
                    StreamName.parse(key[2]),
                    Items.number(item, VERSION),
                    Items.text(item, ERROR),
                    Instant.ofEpochMilli(Items.number(item, SINCE)),
                    Math.toIntExact(Items.number(item, ATTEMPTS)),
                    Instant.ofEpochMilli(Items.number(item, DUE_AT)));
        } catch (IOException | IllegalArgumentException e) {
            throw corrupt(item, e);
        }
    }

    /** That a marker is as it was seen. */
    static Condition at(ParkedStream seen) {
        return Condition.equal(VERSION, Items.number(seen.version()))
                .and(Condition.equal(ATTEMPTS, Items.number(seen.attempts())))
                .and(Condition.equal(DUE_AT, Items.number(seen.dueAt().toEpochMilli())));
    }

    /** In milliseconds, of equal length, so that texts are in the order of time. */
    static String due(Instant time) {
        return "%015d".formatted(Math.max(0, time.toEpochMilli()));
    }

    private static CorruptStreamException corrupt(Map<String, AttributeValue> item, Exception e) {
        return new CorruptStreamException(
                "the item " + item.get(ITEM) + " is not as it was written: " + e.getMessage());
    }
}
