package io.daybook.adapter.lambda.query;

import io.daybook.adapter.lambda.answer.Problem;
import io.daybook.adapter.lambda.answer.ProblemException;
import io.daybook.kernel.access.RowAccess;
import io.daybook.kernel.generation.ServedRows;
import io.daybook.kernel.project.RowIndexes;

/**
 * The rows of one read model, {@code /notes/{id}} and {@code /notes?author=}.
 *
 * @param collection the first part of their path
 * @param access who may see and list them
 */
public record Rows<R>(
        String collection, RowIndexes<R> indexes, ServedRows<R> table, RowJson<R> json, RowAccess<R> access) {
    /** @throws ProblemException if no generation fits this release until one is built */
    ServedRows.Served<R> served() {
        return table.now().orElseThrow(() -> new ProblemException(Problem.readModelRebuilding()));
    }
}
