package io.daybook.kernel.schema;

import io.daybook.kernel.PublicApi;
import java.util.regex.Pattern;

/**
 * How one kind of event is stored.
 *
 * @param name the stored name, 1..100 characters of {@code A-Z a-z 0-9 _ -}; once written, it never changes, even if
 *     the class does
 * @param schema the schema number that this release writes, from 1
 */
@PublicApi
public record EventType<E>(String name, int schema, Class<? extends E> javaType) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    /** @throws IllegalArgumentException if it cannot be stored under this name and schema */
    public EventType {
        if (!NAME.matcher(name).matches() || schema < 1) {
            throw new IllegalArgumentException("an event type has a name of 1..100 characters of A-Z a-z 0-9 _ - and a"
                    + " schema from 1 on, not '" + name + "' " + schema);
        }
    }

    /** An event in its first schema. */
    public static <E> EventType<E> of(String name, Class<? extends E> javaType) {
        return new EventType<>(name, 1, javaType);
    }
}
