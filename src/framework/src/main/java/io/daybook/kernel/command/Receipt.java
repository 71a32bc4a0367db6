package io.daybook.kernel.command;

import io.daybook.kernel.event.StreamName;

/**
 * The outcome of a command, remembered for ever.
 *
 * @param outcome {@link Outcome.Accepted#at} if the command appended events
 */
public record Receipt(StreamName stream, String commandId, Outcome.Settled outcome) {}
