package io.daybook.kernel.project;

import io.daybook.kernel.store.StateCodec;

/** Opens the tables of projections. */
public interface ReadTables {
    /** The table of projections that have none of their own. It has one index, {@code lookup}. */
    String SHARED = "rows";

    /**
     * Rows of a projection of one stream.
     *
     * @param table the table's name in the template, without the stack's
     * @param projection the projection's name
     */
    <R> ReadTable<R> open(String table, String projection, StateCodec<R> codec);

    /** Rows and cursors of a projection of many streams. */
    <R> TallyTable<R> openTally(String table, String projection, StateCodec<R> codec);
}
