package io.daybook.kernel.event;

import io.daybook.kernel.PublicApi;

/**
 * A decoded event with its place in its stream.
 *
 * @param version of the stored event; parts that an upcaster split it into share it
 */
@PublicApi
public record Recorded<E>(StreamName stream, long version, String eventId, E event, EventMetadata metadata) {}
