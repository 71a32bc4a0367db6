package io.daybook.kernel.rows;

import io.daybook.kernel.store.StateCodec;

/** Opens the tables of projections and tallies. */
public interface ReadTables {
    /** The table of those that have no table of their own. It has one index, {@link #SHARED_INDEX}. */
    String SHARED = "rows";

    String SHARED_INDEX = "lookup";

    /** The index of a table that is used for an index of this name. */
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
