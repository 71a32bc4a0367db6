package io.daybook.kernel.saga;

import io.daybook.kernel.PublicApi;

/** Which instance of a saga an event belongs to. */
@PublicApi
public sealed interface Correlation {
    /** It concerns no instance. */
    record None() implements Correlation {}

    /** It belongs to this instance, and starts the instance if there is none. */
    record Starts(String id) implements Correlation {}

    /** It belongs to this instance, if there is one. */
    record Continues(String id) implements Correlation {}
}
