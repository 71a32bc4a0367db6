package io.daybook.runtime;

import io.daybook.kernel.access.RowAccess;
import io.daybook.kernel.project.Projection;
import io.daybook.kernel.rows.ReadTables;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A projection, as the catalog lists it. Its rows are kept and answered over HTTP.
 *
 * @param collection the first part of their path
 * @param table in the template, without the stack's name
 * @param joins fields that its rows show from other rows
 * @param access who may see and list its rows
 * @param former an earlier version of the same projection, whose rows are kept up to date until no release reads them;
 *     null if there is none
 */
public record ReadModel<E, R>(
        String collection,
        String table,
        Projection<E, R> projection,
        List<Join<R, ?>> joins,
        RowAccess<R> access,
        @Nullable ReadModel<?, ?> former) {
    public ReadModel {
        joins = List.copyOf(joins);
    }

    /** A read model for operators only, with a table of its own, which has the indexes of the projection's lookups. */
    public ReadModel(String collection, String table, Projection<E, R> projection) {
        this(collection, table, projection, List.of(), RowAccess.operatorsOnly(), null);
    }

    /** A read model for operators only, whose rows are in the table that all read models share. */
    public ReadModel(String collection, Projection<E, R> projection) {
        this(collection, ReadTables.SHARED, projection);
    }

    public ReadModel<E, R> with(Join<R, ?> join) {
        var more = new ArrayList<>(joins);
        more.add(join);
        return new ReadModel<>(collection, table, projection, more, access, former);
    }

    /** The same read model for callers whom a rule lets in. */
    public ReadModel<E, R> withAccess(RowAccess<R> rule) {
        return new ReadModel<>(collection, table, projection, joins, rule, former);
    }

    /**
     * The same, in place of an earlier version of the projection. Without it, the rows that former releases read no
     * longer change from the deployment of this release on.
     *
     * @param earlier with the same name, of a lower version
     */
    public ReadModel<E, R> replacing(ReadModel<?, ?> earlier) {
        return new ReadModel<>(collection, table, projection, joins, access, earlier);
    }
}
