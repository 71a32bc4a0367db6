package io.daybook.runtime;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.project.Projection;
import io.daybook.kernel.project.ReadTables;
import java.util.ArrayList;
import java.util.List;

/**
 * A projection of one stream, as the catalog lists it: its rows are kept, and answered over HTTP.
 *
 * @param collection the first part of their path
 * @param table in the template, without the stack's name
 * @param category whose streams it follows
 * @param rowType what it folds
 * @param joins what its rows show of others
 */
public record ReadModel<E, R>(
        String collection,
        String table,
        Category<?, ?, E> category,
        Projection<E, R> projection,
        Class<R> rowType,
        List<Join<R, ?>> joins) {
    public ReadModel {
        joins = List.copyOf(joins);
    }

    /** One with a table of its own. */
    public ReadModel(
            String collection,
            String table,
            Category<?, ?, E> category,
            Projection<E, R> projection,
            Class<R> rowType) {
        this(collection, table, category, projection, rowType, List.of());
    }

    /** One whose rows lie in the table that all share; it has one index, {@code lookup}. */
    public ReadModel(String collection, Category<?, ?, E> category, Projection<E, R> projection, Class<R> rowType) {
        this(collection, ReadTables.SHARED, category, projection, rowType);
    }

    public ReadModel<E, R> with(Join<R, ?> join) {
        var more = new ArrayList<>(joins);
        more.add(join);
        return new ReadModel<>(collection, table, category, projection, rowType, more);
    }
}
