package io.daybook.adapter.lambda.query;

import io.daybook.kernel.project.RowIndexes;
import io.daybook.kernel.rows.RowReader;

/**
 * The rows of one read model, {@code /notes/{id}} and {@code /notes?author=}.
 *
 * @param collection the first part of their path
 */
public record Rows<R>(String collection, RowIndexes<R> indexes, RowReader<R> table, RowJson<R> json) {}
