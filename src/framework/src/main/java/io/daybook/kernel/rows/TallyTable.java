package io.daybook.kernel.rows;

import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a tally, and the cursor of each stream. Rows and cursors change together or not at all. */
public interface TallyTable<R> {
    /** Rows and cursors of one transaction. Source: DynamoDB, TransactWriteItems takes at most 100 actions. */
    int ITEMS_MAX = 100;

    RowReader<R> rows();

    /** Reads cursors with strong consistency. A stream that was never seen has {@link Cursor#START}. */
    Map<StreamName, Cursor> cursors(Collection<StreamName> streams);

    /**
     * The cursor of one stream.
     *
     * @param version up to which everything is applied, the end of a commit; 0 if none
     * @param target if a commit changes more rows than fit into one transaction, the end of that commit; else equal to
     *     {@code version}
     * @param rowDone the last row, in the order of keys, that has its share up to {@code target}; null for none
     * @param hash the first eight bytes of the hash of the commit that ends with {@code version}; 0 if it is not known
     */
    record Cursor(long version, long target, @Nullable String rowDone, long hash) {
        public static final Cursor START = new Cursor(0, 0, null, 0);

        /** One of which no hash is known. */
        public static Cursor at(long version) {
            return at(StreamPosition.at(version));
        }

        public static Cursor at(StreamPosition end) {
            return new Cursor(end.version(), end.version(), null, end.hash());
        }

        public StreamPosition position() {
            return new StreamPosition(version, hash);
        }
    }

    /** A cursor that is being moved. */
    record Move(StreamName stream, Cursor from, Cursor to) {}

    /**
     * Writes all or nothing. Without rows, each cursor is moved on its own, which costs less.
     *
     * @param rows each with the revision at which it was read; it is stored with the next one
     * @param moves at most {@link #ITEMS_MAX} together with the rows, unless there are no rows
     * @throws io.daybook.kernel.failure.StoreInDoubtException if it is not known whether it was written; planning again
     *     from what is read then is safe
     * @throws UnstorableRowException if one of the rows can never be stored
     */
    Saved save(List<Row<R>> rows, List<Move> moves);

    /** The result of a save. */
    sealed interface Saved {
        record Done() implements Saved {}

        /**
         * Nothing was written, because others were faster. Without rows, all moves except these were made.
         *
         * @param rows the keys of rows that are at another revision
         * @param streams whose cursor is at another version
         */
        record Overtaken(Set<String> rows, Set<StreamName> streams) implements Saved {
            public Overtaken {
                rows = Set.copyOf(rows);
                streams = Set.copyOf(streams);
            }
        }
    }
}
