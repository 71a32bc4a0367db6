package io.daybook.adapter.lambda.query;

import io.daybook.kernel.project.MultiStreamProjection;
import io.daybook.kernel.project.ReadTable;

/**
 * The rows of one projection of many streams, {@code /analytics/registrations}.
 *
 * @param name the last part of their path
 * @param index by which days are found
 */
public record Tallies<R>(String name, String index, MultiStreamProjection<?, R> projection, ReadTable<R> table) {}
