package io.daybook.kernel.saga;

import io.daybook.kernel.PublicApi;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.event.StreamName;
import java.time.Duration;

/** Something that a saga wants to be done, as data. */
@PublicApi
public sealed interface Effect {
    /** Sends a command to the stream of {@code id}. Its outcome comes back as {@link Trigger.Answered}. */
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
     * Starts a timer, or restarts it if one of that name is running.
     *
     * @param after from now
     */
    record StartTimer(String name, Duration after) implements Effect {}

    record CancelTimer(String name) implements Effect {}

    /**
     * The saga can neither go on nor undo what it did. The instance is listed as stuck, for a person to look at. It
     * still takes every trigger, and stays marked until it completes.
     *
     * @param reason for that person
     */
    record GiveUp(String reason) implements Effect {}
}
