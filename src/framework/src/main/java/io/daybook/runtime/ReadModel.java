package io.daybook.runtime;

import io.daybook.kernel.access.RowAccess;
import io.daybook.kernel.project.Projection;
import io.daybook.kernel.rows.ReadTables;
import java.util.ArrayList;
import java.util.List;

/**
 * A projection, as the catalog lists it. Its rows are kept and answered over HTTP.
 *
 * @param collection the first part of their path
 * @param table in the template, without the stack's name
 * @param joins fields that its rows show from other rows
 * @param access who may see and list its rows
 */
public record ReadModel<E, R>(
        String collection, String table, Projection<E, R> projection, List<Join<R, ?>> joins, RowAccess<R> access) {
    public ReadModel {
        joins = List.copyOf(joins);
    }

    /** One for operators only, with a table of its own, which has the indexes of the projection's lookups. */
    public ReadModel(String collection, String table, Projection<E, R> projection) {
        this(collection, table, projection, List.of(), RowAccess.operatorsOnly());
    }

    /** One for operators only, whose rows are in the table that all share. */
    public ReadModel(String collection, Projection<E, R> projection) {
        this(collection, ReadTables.SHARED, projection);
    }

    public ReadModel<E, R> with(Join<R, ?> join) {
        var more = new ArrayList<>(joins);
        more.add(join);
        return new ReadModel<>(collection, table, projection, more, access);
    }

    /** The same for those whom a rule lets in. */
    public ReadModel<E, R> withAccess(RowAccess<R> rule) {
        return new ReadModel<>(collection, table, projection, joins, rule);
    }
}
