package io.daybook.kernel.react;

import io.daybook.kernel.PublicApi;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.saga.Effect;
import java.util.Optional;

/**
 * An effect outside of the event store, such as a payment: an event calls a port, and what the port answers becomes a
 * command. It may be called more than once for one event, with the same idempotency key.
 *
 * @param <E> events of the category that it follows
 */
@PublicApi
public interface Reactor<E> {
    /** Names its cursors and markers in storage: 1..64 characters of {@code a-z 0-9 -}. */
    String name();

    Category<?, ?, E> follows();

    /** Whether an event concerns it at all. Nothing is read or written for others. */
    boolean concerns(E event);

    /**
     * Calls the port.
     *
     * @param idempotencyKey the same at every repetition, and for no other event
     * @return the command that tells the result; empty where there is none to tell
     * @throws ReactorUnavailableException if the port cannot be reached or does not answer: tried again later
     */
    Optional<Effect.Send<?>> react(Recorded<E> recorded, String idempotencyKey);
}
