package io.daybook.kernel.command;

import io.daybook.kernel.event.StreamName;

/**
 * The outcome of a command, remembered for ever.
 *
 * @param outcome where the command appended, {@link Outcome.Accepted#at}
 */
public record Receipt(StreamName stream, String commandId, Outcome.Settled outcome) {}
