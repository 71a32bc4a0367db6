package io.daybook.runtime;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field that a row does not hold, but finds in a row of another read model when it is answered: what changes there
 * need not be copied here.
 *
 * @param after the field behind which it stands
 * @param field its name; null in the answer where the other row is unknown
 * @param key of the other row; null = none
 * @param value of the field
 */
public record Join<R, O>(
        String after,
        String field,
        Function<R, @Nullable String> key,
        ReadModel<?, O> other,
        Function<O, String> value) {}
