package io.daybook.kernel.command;

import io.daybook.kernel.event.StreamName;

/**
 * What became of one command, remembered without limit.
 *
 * @param outcome where the command appended, {@link Outcome.Accepted#at}
 */
public record Receipt(StreamName stream, String commandId, Outcome.Settled outcome) {}
