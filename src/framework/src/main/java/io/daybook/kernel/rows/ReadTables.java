package io.daybook.kernel.rows;

import io.daybook.kernel.store.StateCodec;
import org.jspecify.annotations.Nullable;

/** Opens the tables of projections and tallies. */
public interface ReadTables {
    /** The table of those that have no table of their own. It has one index, {@link #SHARED_INDEX}. */
    String SHARED = "rows";

    String SHARED_INDEX = "lookup";

    /** The index of a table that is used for an index of this name. */
    static String index(String table, String ownName) {
        return table.equals(SHARED) ? SHARED_INDEX : ownName;
    }

    /** The first generation of every projection. */
    String FIRST_GENERATION = "1";

    /**
     * Rows of a projection that are kept apart from those of its other generations.
     *
     * @param table the table's name in the template, without the stack's
     * @param projection the projection's name
     * @param generation 1..64 characters of {@code a-z 0-9 -}
     */
    record Place(String table, String projection, String generation) {}

    <R> ReadTable<R> open(Place place, StateCodec<R> codec);

    /** Rows and cursors of a tally. */
    <R> TallyTable<R> openTally(Place place, StateCodec<R> codec);

    /**
     * Removes rows of a generation that nobody reads or writes any more, in parts that may be removed at the same time.
     *
     * @param after where the call before ended; null to begin
     */
    Removed remove(Place place, int part, int of, @Nullable String after);

    /**
     * What one call of {@link #remove} did.
     *
     * @param items how many were removed
     * @param next where to go on; null at the end
     */
    record Removed(int items, @Nullable String next) {}

    /** In the first generation. */
    default <R> ReadTable<R> open(String table, String projection, StateCodec<R> codec) {
        return open(new Place(table, projection, FIRST_GENERATION), codec);
    }

    /** In the first generation. */
    default <R> TallyTable<R> openTally(String table, String tally, StateCodec<R> codec) {
        return openTally(new Place(table, tally, FIRST_GENERATION), codec);
    }
}
