package io.daybook.kernel.saga;

import io.daybook.kernel.saga.SagaInstance.State;

/** Turns the state of a saga into what is stored, and back. */
public interface SagaStateCodec<S> {
    /** In the saga's version. */
    State encode(S state);

    /**
     * Reads a state of this version, or of an older one through the saga's upcasters.
     *
     * @throws UnreadableStateException if it is of a later version, or does not fit
     */
    S decode(State stored);
}
