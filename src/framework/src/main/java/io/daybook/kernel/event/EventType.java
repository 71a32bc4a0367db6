package io.daybook.kernel.event;

import io.daybook.kernel.PublicApi;

/**
 * How one kind of event is stored.
 *
 * @param name the stored name: once written, it never changes, whatever becomes of the class
 * @param schema the schema number that this release writes, from 1
 */
@PublicApi
public record EventType<E>(String name, int schema, Class<? extends E> javaType) {
    public EventType {
        if (name.isBlank() || schema < 1) {
            throw new IllegalArgumentException(
                    "an event type has a name and a schema from 1 on, not '" + name + "' " + schema);
        }
    }
}
