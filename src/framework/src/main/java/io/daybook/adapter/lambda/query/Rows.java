package io.daybook.adapter.lambda.query;

import io.daybook.kernel.access.RowAccess;
import io.daybook.kernel.project.RowIndexes;
import io.daybook.kernel.rows.RowReader;

/**
 * The rows of one read model, {@code /notes/{id}} and {@code /notes?author=}.
 *
 * @param collection the first part of their path
 * @param access who may see and list them
 */
public record Rows<R>(
        String collection, RowIndexes<R> indexes, RowReader<R> table, RowJson<R> json, RowAccess<R> access) {}
