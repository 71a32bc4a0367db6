package io.daybook.kernel.store;

/** Turns a folded state into JSON text for a snapshot, and back. */
public interface StateCodec<S> {
    String encode(S state);

    /** @throws RuntimeException of the codec's own, if the text does not fit the state */
    S decode(String text);
}
