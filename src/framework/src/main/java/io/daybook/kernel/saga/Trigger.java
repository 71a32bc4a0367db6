package io.daybook.kernel.saga;

import io.daybook.kernel.PublicApi;
import io.daybook.kernel.event.Recorded;
import java.util.List;

/** What wakes a saga. */
@PublicApi
public sealed interface Trigger {
    /** An event of one of its streams. */
    record Happened(Recorded<?> recorded) implements Trigger {}

    /** What became of a command that it sent; exactly one for each. */
    record Answered(Sent sent, Answer answer) implements Trigger {}

    /** A timer that it started, and neither cancelled nor started anew. */
    record TimerDue(String name) implements Trigger {}

    /**
     * A command as it was sent.
     *
     * @param category the name of the stream's category
     * @param id of the stream
     */
    record Sent(String category, String id, Object command) {}

    /** The one outcome that a sent command has for ever. */
    sealed interface Answer {
        /** @param events what it appended, decoded; empty where there was nothing to change */
        record Accepted(List<Object> events) implements Answer {
            public Accepted {
                events = List.copyOf(events);
            }
        }

        record Rejected(String code, String message) implements Answer {}

        /** The stream does not exist, and the command is not one that starts it. */
        record NotFound() implements Answer {}
    }
}
