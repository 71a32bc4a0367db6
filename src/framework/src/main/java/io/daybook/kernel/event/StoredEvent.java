package io.daybook.kernel.event;

/**
 * One event of a commit in its stored form.
 *
 * @param version of the event
 */
public record StoredEvent(Commit commit, long version, EncodedEvent encoded) {}
