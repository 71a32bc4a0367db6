package io.daybook.kernel.saga;

import io.daybook.kernel.PublicApi;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.event.Recorded;

/** What wakes a saga. */
@PublicApi
public sealed interface Trigger {
    /** An event of one of its streams. */
    record Happened(Recorded<?> recorded) implements Trigger {}

    /** The final outcome of a command that it sent. There is exactly one for each command. */
    record Answered(Effect.Send<?> sent, Outcome.Settled outcome) implements Trigger {}

    /** A timer that it started and did not cancel or restart. */
    record TimerDue(String name) implements Trigger {}
}
