package io.daybook.adapter.dynamodb.project;

import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.Condition;
import io.daybook.adapter.dynamodb.consume.ProgressItems;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.rows.TallyTable.Cursor;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How the cursors of tallies are stored in the table of projections. */
final class TallyItems {
    static final String VERSION = "version";
    static final String TARGET = "target";
    static final String ROW_DONE = "rowDone";

    private TallyItems() {}

    /** What the keys of all cursors of a generation begin with. */
    static String cursors(String projection, String generation) {
        return "tally#" + projection + "#" + generation + "#";
    }

    /** @param cursors as {@link #cursors} */
    static Map<String, AttributeValue> tallyKey(String cursors, StreamName stream) {
        return Map.of(ProgressItems.ITEM, Attributes.text(cursors + stream));
    }

    static Map<String, AttributeValue> ofTally(String cursors, StreamName stream, Cursor cursor) {
        var item = new HashMap<>(tallyKey(cursors, stream));
        item.put(VERSION, Attributes.number(cursor.version()));
        item.put(TARGET, Attributes.number(cursor.target()));
        var rowDone = cursor.rowDone();
        if (rowDone != null) {
            item.put(ROW_DONE, Attributes.text(rowDone));
        }
        ProgressItems.putHash(item, cursor.hash());
        return item;
    }

    /** The attributes of a tally's cursor. */
    static StreamName stream(Map<String, AttributeValue> item) {
        return Attributes.read(item, ProgressItems.KEYS, () -> {
            var key = Attributes.text(item, ProgressItems.ITEM);
            return StreamName.parse(key.substring(key.lastIndexOf('#') + 1));
        });
    }

    /** @param item empty if there is none */
    static Cursor tally(Map<String, AttributeValue> item) {
        if (item.isEmpty()) {
            return Cursor.START;
        }
        return Attributes.read(item, ProgressItems.KEYS, () -> {
            var rowDone = item.get(ROW_DONE);
            return new Cursor(
                    Attributes.number(item, VERSION),
                    Attributes.number(item, TARGET),
                    rowDone == null ? null : rowDone.s(),
                    ProgressItems.hash(item));
        });
    }

    /** The condition that a tally's cursor is at this version. */
    static Condition at(Cursor cursor) {
        if (cursor.equals(Cursor.START)) {
            return Condition.absent(ProgressItems.ITEM);
        }
        var rowDone = cursor.rowDone();
        return Condition.equal(VERSION, Attributes.number(cursor.version()))
                .and(Condition.equal(TARGET, Attributes.number(cursor.target())))
                .and(
                        rowDone == null
                                ? Condition.absent(ROW_DONE)
                                : Condition.equal(ROW_DONE, Attributes.text(rowDone)));
    }
}
