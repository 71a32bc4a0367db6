package io.daybook.runtime;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field that a row shows from a row of another read model when it is answered, so that changes there need not be
 * copied here.
 *
 * @param after the field that it follows
 * @param field its name; its value is null if the other row is unknown
 * @param key of the other row; null if there is none
 * @param value of the field
 */
public record Join<R, O>(
        String after,
        String field,
        Function<R, @Nullable String> key,
        ReadModel<?, O> other,
        Function<O, String> value) {}
