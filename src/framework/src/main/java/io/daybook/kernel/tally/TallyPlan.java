package io.daybook.kernel.tally;

import io.daybook.kernel.consume.PoisonException;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.rows.TallyTable;
import io.daybook.kernel.rows.TallyTable.Cursor;
import io.daybook.kernel.rows.TallyTable.Move;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The next step of one stream in a tally.
 *
 * @param shares what it adds, by the row's key in storage; together with the cursor they fit into one transaction
 * @param more whether another step may follow
 * @param poison what stops the stream after this step; null if nothing does
 */
record TallyPlan<R>(
        StreamName stream,
        Cursor from,
        Cursor to,
        SortedMap<String, R> shares,
        boolean more,
        @Nullable PoisonException poison) {
    /** Rows that fit into one transaction with the cursor of their stream. */
    static final int ROWS_MAX = TallyTable.ITEMS_MAX - 1;

    boolean moves() {
        return !to.equals(from);
    }

    Move move() {
        return new Move(stream, from, to);
    }
}
