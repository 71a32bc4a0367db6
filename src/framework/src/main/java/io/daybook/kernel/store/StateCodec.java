package io.daybook.kernel.store;

/** Turns a folded state into JSON text for a snapshot, and back. */
public interface StateCodec<S> {
    String encode(S state);

    S decode(String text);
}
