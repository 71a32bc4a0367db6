package io.daybook.kernel.saga;

import io.daybook.kernel.PublicApi;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.event.StreamName;
import java.time.Duration;

/** Something that a saga wants done, as data. */
@PublicApi
public sealed interface Effect {
    /** Sends a command to the stream of {@code id}. Whatever becomes of it comes back as {@link Trigger.Answered}. */
    record Send<C>(Category<C, ?, ?> category, String id, C command) implements Effect {
        public StreamName stream() {
            return category.stream(id);
        }

        /** @throws IllegalArgumentException if it is not among the commands of its category */
        public CommandType<? extends C> type() {
            return category.typeOf(command);
        }
    }

    /**
     * Starts a timer, or starts it anew where one of that name runs.
     *
     * @param after from now
     */
    record StartTimer(String name, Duration after) implements Effect {}

    record CancelTimer(String name) implements Effect {}

    /**
     * The process can neither go on nor be undone: it is marked stuck and listed, for a person to look at. It still takes
     * whatever comes, and stays marked until it completes.
     *
     * @param reason for that person
     */
    record GiveUp(String reason) implements Effect {}
}
