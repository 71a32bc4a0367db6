package io.daybook.kernel.decide;

import io.daybook.kernel.PublicApi;

/** Why a command was refused. Each aggregate has a sealed set of records that implement it. */
@PublicApi
public interface Rejection {
    /** Stable and machine-readable, in kebab case: {@code insufficient-funds}. Part of the answer to HTTP clients. */
    String code();

    /** One sentence for a person. */
    String message();
}
