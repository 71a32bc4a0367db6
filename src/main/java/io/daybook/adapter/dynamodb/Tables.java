package io.daybook.adapter.dynamodb;

/** The names of the tables; what they hold is described in {@code template.yaml}. */
public record Tables(String events, String snapshots, String claims) {}
