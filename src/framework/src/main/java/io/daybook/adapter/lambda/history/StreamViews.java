package io.daybook.adapter.lambda.history;

import io.daybook.kernel.project.History;

/** How the streams of one category are looked at. */
public record StreamViews<E, R>(String category, History<E, R> history) {}
