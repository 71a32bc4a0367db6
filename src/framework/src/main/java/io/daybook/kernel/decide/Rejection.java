package io.daybook.kernel.decide;

import io.daybook.kernel.PublicApi;

/**
 * Why a command was refused: a constant made by {@link #of}, or, if the message names values, a record of the
 * aggregate's sealed set.
 */
@PublicApi
public interface Rejection {
    /** Stable and machine-readable, in kebab case: {@code insufficient-funds}. Part of the answer to HTTP clients. */
    String code();

    /** One sentence for a person. */
    String message();

    /** A rejection whose message is always the same. */
    static Rejection of(String code, String message) {
        return new Constant(code, message);
    }

    /** A rejection made by {@link #of}. */
    record Constant(String code, String message) implements Rejection {}
}
