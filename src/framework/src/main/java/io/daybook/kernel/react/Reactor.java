package io.daybook.kernel.react;

import io.daybook.kernel.PublicApi;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.saga.Effect;
import java.util.Optional;

/**
 * An effect outside the event store, such as a payment: an event calls a port, and the port's answer becomes a command.
 * The port may be called more than once for one event, with the same idempotency key.
 *
 * @param <E> events of the category that it follows
 */
@PublicApi
public interface Reactor<E> {
    /** Names its cursors and marks in storage: 1..64 characters of {@code a-z 0-9 -}. */
    String name();

    Category<?, ?, E> follows();

    /**
     * Whether it also takes the events from before it was added to the catalog. By default these count as handled, so
     * that a new reactor does not act on old events. Asked once, when the reactor is registered.
     */
    default boolean fromBeginning() {
        return false;
    }

    /** Whether an event concerns it. Nothing is read or written for other events. */
    boolean concerns(E event);

    /**
     * Calls the port.
     *
     * @param idempotencyKey the same at every repetition for this event, and unique to it
     * @return the command that records the result; empty if there is nothing to record
     * @throws ReactorUnavailableException if the port cannot be reached or does not answer; it is called again later
     */
    Optional<Effect.Send<?>> react(Recorded<E> recorded, String idempotencyKey);
}
