package io.daybook.laptop.openapi;

import com.fasterxml.jackson.databind.util.RawValue;
import io.daybook.adapter.json.value.Cases;
import io.daybook.adapter.json.value.StandardTypes;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.schema.ScalarType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schemas (2020-12) of the types of commands and answers. What an answer is made of stands among the components,
 * each record once; a command's body is described in one piece, because what may be left out is its own.
 */
final class Schemas {
    private static final String REFERENCE = "#/components/schemas/";

    private static final Map<Class<?>, Map<String, Object>> PLAIN = Map.ofEntries(
            Map.entry(String.class, Map.of("type", "string")),
            Map.entry(boolean.class, Map.of("type", "boolean")),
            Map.entry(Boolean.class, Map.of("type", "boolean")),
            Map.entry(int.class, whole("int32", Integer.MIN_VALUE, Integer.MAX_VALUE)),
            Map.entry(Integer.class, whole("int32", Integer.MIN_VALUE, Integer.MAX_VALUE)),
            Map.entry(long.class, whole("int64", Long.MIN_VALUE, Long.MAX_VALUE)),
            Map.entry(Long.class, whole("int64", Long.MIN_VALUE, Long.MAX_VALUE)),
            Map.entry(double.class, Map.of("type", "number", "format", "double")),
            Map.entry(Double.class, Map.of("type", "number", "format", "double")),
            Map.entry(BigDecimal.class, Map.of("type", "number")),
            Map.entry(BigInteger.class, Map.of("type", "integer")),
            Map.entry(RawValue.class, Map.of("type", "object")),
            Map.entry(Object.class, Map.of()));

    /** Of those that are a string; others have no format of their own. */
    private static final Map<Class<?>, String> FORMATS =
            Map.of(Instant.class, "date-time", LocalDate.class, "date", Duration.class, "duration", UUID.class, "uuid");

    private final Map<Class<?>, String> texts = new HashMap<>();
    private final Set<Class<?>> scalars = new HashSet<>();
    private final Map<Class<?>, String> names = new HashMap<>();
    private final Map<String, Object> components = new TreeMap<>();

    Schemas(List<ScalarType<?>> scalars) {
        texts.put(Instant.class, "");
        StandardTypes.ALL.forEach(type -> texts.put(type.javaType(), ""));
        scalars.forEach(type -> this.scalars.add(type.javaType()));
    }

    /** All records and enums that answers are made of, by their names. */
    Map<String, Object> components() {
        return components;
    }

    /** A schema of what is answered: every field is there. */
    Map<String, Object> answer(Type type) {
        return of(type, new Request(Map.of(), "", List.of()), false);
    }

    /** The body of a command. */
    Map<String, Object> body(CommandType<?> command) {
        return object(command.javaType(), new Request(command.defaults(), "", List.of(command.javaType())), true);
    }

    /** A list of such answers, and the cursor of the rest. */
    Map<String, Object> page(Map<String, Object> item) {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("items", Map.of("type", "array", "items", item));
        properties.put("next", Map.of("type", List.of("string", "null")));
        return inOrder("type", "object", "properties", properties, "required", List.of("items", "next"));
    }

    /**
     * Where in a command's body a type stands.
     *
     * @param prefix of the names of its fields
     * @param within the records around it, of which none may be described inside itself
     */
    private record Request(Map<String, Object> defaults, String prefix, List<Class<?>> within) {
        Request in(String field) {
            return new Request(defaults, prefix + field + ".", within);
        }

        Request in(Class<?> type) {
            var more = new ArrayList<>(within);
            more.add(type);
            return new Request(defaults, prefix, more);
        }
    }

    private Map<String, Object> of(Type type, Request request, boolean isRequest) {
        return switch (type) {
            case Class<?> scalar
            when scalars.contains(scalar) ->
                inOrder("type", isRequest ? List.of("string", "number") : "string", "title", scalar.getSimpleName());
            case Class<?> text when texts.containsKey(text) -> text(text);
            case Class<?> plain when PLAIN.containsKey(plain) -> PLAIN.getOrDefault(plain, Map.of());
            case Class<?> part when isRequest && !request.within().contains(part) -> whole(part, request, true);
            case Class<?> part -> reference(part);
            case ParameterizedType generic
            when generic.getRawType() == Map.class ->
                inOrder(
                        "type",
                        "object",
                        "additionalProperties",
                        of(generic.getActualTypeArguments()[1], request, isRequest));
            case ParameterizedType generic ->
                inOrder("type", "array", "items", of(generic.getActualTypeArguments()[0], request, isRequest));
            case WildcardType wildcard -> of(wildcard.getUpperBounds()[0], request, isRequest);
            default -> Map.of();
        };
    }

    private static Map<String, Object> text(Class<?> type) {
        var format = FORMATS.get(type);
        return format == null
                ? inOrder("type", "string", "title", type.getSimpleName())
                : inOrder("type", "string", "format", format);
    }

    private Map<String, Object> whole(Class<?> type, Request request, boolean isRequest) {
        if (type.isEnum()) {
            var constants = Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .toList();
            return inOrder("type", "string", "enum", constants);
        }
        var inside = request.in(type);
        if (type.isSealed()) {
            return Map.of(
                    "oneOf",
                    Cases.of(type).stream()
                            .map(oneCase -> named(oneCase, inside, isRequest))
                            .toList());
        }
        return object(type, inside, isRequest);
    }

    private Map<String, Object> named(Class<?> oneCase, Request request, boolean isRequest) {
        var schema = object(oneCase, request, isRequest);
        var properties = new LinkedHashMap<String, Object>();
        properties.put(Cases.FIELD, Map.of("const", Cases.nameOf(oneCase).orElse("")));
        properties.putAll(map(schema.get("properties")));
        var required = new ArrayList<Object>(List.of(Cases.FIELD));
        required.addAll((List<?>) schema.getOrDefault("required", List.of()));
        schema.put("properties", properties);
        schema.put("required", required);
        return schema;
    }

    private Map<String, Object> object(Class<?> record, Request request, boolean isRequest) {
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        for (var component : record.getRecordComponents()) {
            var name = component.getName();
            var schema = of(component.getGenericType(), request.in(name), isRequest);
            var otherwise = request.defaults().get(request.prefix() + name);
            if (otherwise != null) {
                schema = new LinkedHashMap<>(schema);
                schema.put("default", otherwise);
            }
            boolean isNullable = isNullable(component);
            properties.put(name, isNullable || otherwise != null ? orNull(schema) : schema);
            if (!isRequest || (!isNullable && otherwise == null)) {
                required.add(name);
            }
        }
        var object = new LinkedHashMap<String, Object>();
        object.put("type", "object");
        object.put("properties", properties);
        if (!required.isEmpty()) {
            object.put("required", required);
        }
        if (isRequest) {
            object.put("additionalProperties", false);
        }
        return object;
    }

    private Map<String, Object> reference(Class<?> type) {
        var known = names.get(type);
        if (known == null) {
            var simple =
                    type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
            known = components.containsKey(simple) || names.containsValue(simple)
                    ? type.getName().replace('$', '.')
                    : simple;
            names.put(type, known);
            components.put(known, whole(type, new Request(Map.of(), "", List.of()), false));
        }
        return Map.of("$ref", REFERENCE + known);
    }

    private static Map<String, Object> orNull(Map<String, Object> schema) {
        var more = new LinkedHashMap<>(schema);
        switch (schema.get("type")) {
            case String type when !schema.containsKey("enum") -> more.put("type", List.of(type, "null"));
            case List<?> types -> {
                var all = new ArrayList<Object>(types);
                all.add("null");
                more.put("type", all);
            }
            case null, default -> {
                more.clear();
                more.put("anyOf", List.of(schema, Map.of("type", "null")));
            }
        }
        return more;
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static Map<String, Object> whole(String format, long min, long max) {
        return inOrder("type", "integer", "format", format, "minimum", min, "maximum", max);
    }

    @SuppressWarnings("unchecked") // All maps here have names as keys.
    static Map<String, Object> map(@Nullable Object map) {
        return map == null ? Map.of() : (Map<String, Object>) map;
    }

    /** Unlike {@code Map.of}, whose order differs from one process to the next. */
    static Map<String, Object> inOrder(Object... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
