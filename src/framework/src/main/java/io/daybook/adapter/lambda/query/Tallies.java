package io.daybook.adapter.lambda.query;

import io.daybook.adapter.lambda.answer.Problem;
import io.daybook.adapter.lambda.answer.ProblemException;
import io.daybook.kernel.generation.ServedRows;
import io.daybook.kernel.rows.RowReader;
import io.daybook.kernel.tally.Tally;

/**
 * The rows of one tally, {@code /analytics/registrations}.
 *
 * @param name the last part of their path
 * @param index by which days are found
 */
public record Tallies<R>(String name, String index, Tally<?, R> tally, ServedRows<R> table) {
    /** @throws ProblemException if no generation fits this release until one is built */
    RowReader<R> served() {
        return table.now()
                .orElseThrow(() -> new ProblemException(Problem.readModelRebuilding()))
                .rows();
    }
}
