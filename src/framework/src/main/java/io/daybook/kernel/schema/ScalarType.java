package io.daybook.kernel.schema;

import io.daybook.kernel.PublicApi;
import java.util.function.Function;

/**
 * A value type that is written as one JSON string, such as money. The domain says how, without a JSON library.
 *
 * @param parse from the text of a JSON string or number, as the sender wrote it; throws IllegalArgumentException,
 *     whose message is shown to the sender
 * @param format makes the text of the JSON string that is stored and answered
 */
@PublicApi
public record ScalarType<T>(Class<T> javaType, Function<String, T> parse, Function<T, String> format) {}
