package io.daybook.kernel.rows;

import io.daybook.kernel.store.StateCodec;

/** Opens the tables of projections and tallies. */
public interface ReadTables {
    /** The table of those that have none of their own. It has one index, {@link #SHARED_INDEX}. */
    String SHARED = "rows";

    String SHARED_INDEX = "lookup";

    /** Which index of a table answers for one that is called so in a table of its own. */
    static String index(String table, String ownName) {
        return table.equals(SHARED) ? SHARED_INDEX : ownName;
    }

    /**
     * Rows of a projection.
     *
     * @param table the table's name in the template, without the stack's
     * @param projection the projection's name
     */
    <R> ReadTable<R> open(String table, String projection, StateCodec<R> codec);

    /** Rows and cursors of a tally. */
    <R> TallyTable<R> openTally(String table, String tally, StateCodec<R> codec);
}
