package io.daybook.testing.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.daybook.adapter.json.value.Cases;
import io.daybook.kernel.schema.ScalarType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a record looks like in storage, as JSON, so that two of them can be compared. A record is an object of its
 * components, {@code ?} marks a nullable one; {@code [x]} is a list or set, {@code {"*Key": x}} a map; the constants of an
 * enum stand behind one another; a sealed interface is an object of its cases by their names. Anything else is named by
 * its class. Names of records, and the order of components, are not part of it: they are not stored.
 */
final class StoredShape {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final Map<Class<?>, String> BOXED =
            Map.of(Integer.class, "int", Long.class, "long", Double.class, "double", Boolean.class, "boolean");

    private final Set<Class<?>> texts = new HashSet<>();

    /** Where each record that is being described began. */
    private final Map<Class<?>, String> open = new HashMap<>();

    private StoredShape(List<ScalarType<?>> scalars) {
        scalars.forEach(scalar -> texts.add(scalar.javaType()));
    }

    static JsonNode of(Class<?> type, List<ScalarType<?>> scalars) {
        return new StoredShape(scalars).shape(type, "/");
    }

    private JsonNode shape(Type type, String path) {
        return switch (type) {
            case Class<?> plain when texts.contains(plain) -> TextNode.valueOf(plain.getSimpleName());
            case Class<?> plain when plain.isRecord() -> record(plain, path);
            case Class<?> plain when plain.isEnum() -> constants(plain);
            case Class<?> plain when plain.isSealed() -> cases(plain, path);
            case Class<?> plain -> TextNode.valueOf(BOXED.getOrDefault(plain, plain.getSimpleName()));
            case ParameterizedType map
            when map.getRawType() == Map.class -> {
                var key = map.getActualTypeArguments()[0];
                var name = "*" + (key instanceof Class<?> plain ? plain.getSimpleName() : key.getTypeName());
                yield NODES.objectNode().set(name, shape(map.getActualTypeArguments()[1], path + name + "/"));
            }
            case ParameterizedType list -> NODES.arrayNode().add(shape(list.getActualTypeArguments()[0], path + "*/"));
            case WildcardType wildcard -> shape(wildcard.getUpperBounds()[0], path);
            default -> throw new IllegalArgumentException(type + " cannot be JSON");
        };
    }

    private JsonNode record(Class<?> type, String path) {
        @Nullable String same = open.get(type);
        if (same != null) {
            return TextNode.valueOf("as at " + same);
        }
        open.put(type, path);
        var fields = NODES.objectNode();
        for (var component : type.getRecordComponents()) {
            var name = component.getName() + (isNullable(component) ? "?" : "");
            fields.set(name, shape(component.getGenericType(), path + component.getName() + "/"));
        }
        open.remove(type);
        return fields;
    }

    private static JsonNode constants(Class<?> type) {
        return TextNode.valueOf(Stream.of(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .sorted()
                .collect(Collectors.joining("|")));
    }

    private JsonNode cases(Class<?> type, String path) {
        var cases = NODES.objectNode();
        for (var oneCase : Cases.of(type)) {
            var name = Cases.FIELD + "=" + Cases.nameOf(oneCase).orElse(oneCase.getSimpleName());
            cases.set(name, shape(oneCase, path + name + "/"));
        }
        return cases;
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
