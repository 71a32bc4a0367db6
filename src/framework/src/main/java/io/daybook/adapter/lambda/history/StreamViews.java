package io.daybook.adapter.lambda.history;

import io.daybook.kernel.project.History;

/** The history of the streams of one category. */
public record StreamViews<E, R>(String category, History<E, R> history) {}
