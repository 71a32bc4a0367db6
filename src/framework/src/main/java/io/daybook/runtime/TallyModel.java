package io.daybook.runtime;

import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.tally.Tally;
import org.jspecify.annotations.Nullable;

/**
 * A tally, as the catalog lists it. Its rows are kept and answered under {@code /analytics}, day by day.
 *
 * @param name the last part of their path
 * @param table its name in the template, without the stack's; a table of its own has the index {@code day}
 * @param former an earlier version of the same tally, whose rows are kept up to date until no release reads them; null
 *     if there is none
 */
public record TallyModel<E, R>(
        String name,
        String table,
        Tally<E, R> tally,
        @Nullable TallyModel<?, ?> former) {
    public TallyModel(String name, String table, Tally<E, R> tally) {
        this(name, table, tally, null);
    }

    /** A tally whose rows are in the table that all read models share. */
    public TallyModel(String name, Tally<E, R> tally) {
        this(name, ReadTables.SHARED, tally);
    }

    /** The same, in place of an earlier version; see {@link ReadModel#replacing}. */
    public TallyModel<E, R> replacing(TallyModel<?, ?> earlier) {
        return new TallyModel<>(name, table, tally, earlier);
    }
}
