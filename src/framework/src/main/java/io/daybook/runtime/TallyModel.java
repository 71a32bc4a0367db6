package io.daybook.runtime;

import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.tally.Tally;

/**
 * A tally, as the catalog lists it. Its rows are kept and answered under {@code /analytics}, day by day.
 *
 * @param name the last part of their path
 * @param table its name in the template, without the stack's; a table of its own has the index {@code day}
 */
public record TallyModel<E, R>(String name, String table, Tally<E, R> tally) {
    /** One whose rows are in the table that all share. */
    public TallyModel(String name, Tally<E, R> tally) {
        this(name, ReadTables.SHARED, tally);
    }
}
