package io.daybook.kernel.schema;

import io.daybook.kernel.PublicApi;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All the events of a category, with the upcasters of their older schemas. The chains of upcasters are checked when the
 * application starts, so that a release that cannot read its own history does not start.
 */
@PublicApi
public final class EventTypes<E> {
    private final List<EventType<E>> types;
    private final Map<String, EventType<E>> byName = new HashMap<>();
    private final Map<Class<?>, EventType<E>> byJavaType = new HashMap<>();
    private final Map<String, Upcaster> upcasters = new HashMap<>();

    /** @throws IllegalArgumentException if a name, class or upcaster is given twice, or a chain of schemas has a gap */
    public EventTypes(List<EventType<E>> types, List<Upcaster> upcasters) {
        this.types = List.copyOf(types);
        for (var type : types) {
            if (byName.put(type.name(), type) != null || byJavaType.put(type.javaType(), type) != null) {
                throw new IllegalArgumentException("event " + type.name() + " is declared twice");
            }
        }
        for (var upcaster : upcasters) {
            if (this.upcasters.put(key(upcaster.type(), upcaster.fromSchema()), upcaster) != null) {
                throw new IllegalArgumentException(
                        "two upcasters read " + upcaster.type() + " schema " + upcaster.fromSchema());
            }
        }
        types.forEach(this::checkChain);
        upcasters.forEach(this::checkUse);
    }

    /** Events that have only one schema each, so they need no upcasters. */
    @SafeVarargs
    public static <E> EventTypes<E> of(EventType<E>... types) {
        return new EventTypes<>(List.of(types), List.of());
    }

    /** How an event of this class is stored. */
    public EventType<E> typeOf(E event) {
        var type = byJavaType.get(event.getClass());
        if (type == null) {
            throw new IllegalArgumentException(
                    event.getClass().getName() + " has no stored name: add it to its category's event types");
        }
        return type;
    }

    public Optional<EventType<E>> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Optional<Upcaster> upcaster(String type, int schema) {
        return Optional.ofNullable(upcasters.get(key(type, schema)));
    }

    public List<EventType<E>> all() {
        return types;
    }

    private void checkChain(EventType<E> type) {
        for (int schema = 1; schema < type.schema(); schema++) {
            if (!upcasters.containsKey(key(type.name(), schema))) {
                throw new IllegalArgumentException(type.name() + " is written with schema " + type.schema()
                        + ", but no upcaster reads schema " + schema);
            }
        }
    }

    private void checkUse(Upcaster upcaster) {
        var type = byName.get(upcaster.type());
        if (type != null && upcaster.fromSchema() >= type.schema()) {
            throw new IllegalArgumentException("the upcaster of " + upcaster.type() + " schema " + upcaster.fromSchema()
                    + " reads the schema that is written today, or a later one");
        }
    }

    private static String key(String type, int schema) {
        return type + "/" + schema;
    }
}
