package io.daybook.adapter.lambda.query;

import io.daybook.kernel.rows.RowReader;
import io.daybook.kernel.tally.Tally;

/**
 * The rows of one tally, {@code /analytics/registrations}.
 *
 * @param name the last part of their path
 * @param index by which days are found
 */
public record Tallies<R>(String name, String index, Tally<?, R> tally, RowReader<R> table) {}
