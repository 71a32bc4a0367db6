package io.daybook.kernel.decide;

import io.daybook.kernel.PublicApi;

/**
 * Why a command was refused: a constant made by {@link #of}, or, where the message names values, a record of a sealed set
 * of its aggregate's.
 */
@PublicApi
public interface Rejection {
    /** Stable and machine-readable, in kebab case: {@code insufficient-funds}. Part of the HTTP contract. */
    String code();

    /** One sentence for a person. */
    String message();

    /** One that says the same every time. */
    static Rejection of(String code, String message) {
        return new Constant(code, message);
    }

    /** Of {@link #of}. */
    record Constant(String code, String message) implements Rejection {}
}
