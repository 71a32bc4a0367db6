package io.daybook.kernel.saga;

import io.daybook.kernel.PublicApi;

/** How an event relates to the instances of a saga. */
@PublicApi
public sealed interface Correlation {
    /** It is of no concern. */
    record None() implements Correlation {}

    /** It belongs to this instance, and starts it where there is none. */
    record Starts(String id) implements Correlation {}

    /** It belongs to this instance, if there is one. */
    record Continues(String id) implements Correlation {}
}
