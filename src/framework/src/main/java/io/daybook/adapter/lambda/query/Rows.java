package io.daybook.adapter.lambda.query;

import io.daybook.kernel.project.Projection;
import io.daybook.kernel.project.ReadTable;

/**
 * The rows of one projection of one stream, {@code /notes/{id}} and {@code /notes?author=}.
 *
 * @param collection the first part of their path
 */
public record Rows<R>(String collection, Projection<?, R> projection, ReadTable<R> table, RowJson<R> json) {}
