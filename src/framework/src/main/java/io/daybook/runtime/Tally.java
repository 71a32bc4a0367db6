package io.daybook.runtime;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.project.MultiStreamProjection;
import io.daybook.kernel.project.ReadTables;

/**
 * A projection of many streams, as the catalog lists it: its rows are kept, and answered below {@code /analytics}, day
 * by day.
 *
 * @param name the last part of their path
 * @param table in the template, without the stack's name
 * @param category whose streams it follows
 * @param rowType what it adds up
 */
public record Tally<E, R>(
        String name,
        String table,
        Category<?, ?, E> category,
        MultiStreamProjection<E, R> projection,
        Class<R> rowType) {
    /** The index of its table by which days are found; its keys are {@code IndexKey.ofDay} of this index. */
    public String index() {
        return table.equals(ReadTables.SHARED) ? "lookup" : "day";
    }
}
