package io.daybook.kernel.decide;

import io.daybook.kernel.PublicApi;

/** Why a command was refused. Each aggregate seals its own set of records under this. */
@PublicApi
public interface Rejection {
    /** Stable and machine-readable, in kebab case: {@code insufficient-funds}. Part of the HTTP contract. */
    String code();

    /** One sentence for a person. */
    String message();
}
