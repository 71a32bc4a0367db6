package io.daybook.testing;

import io.daybook.adapter.json.value.Cases;
import io.daybook.adapter.json.value.StandardTypes;
import io.daybook.kernel.schema.ScalarType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sample values of the types that JSON can carry, a few of each, without a meaning. */
final class Samples {
    /**
     * How deep values are nested. Deeper lists are empty and nullable components null, so that recursive types come to
     * an end.
     */
    private static final int DEPTH_MAX = 4;

    private static final List<String> TEXTS = List.of(
            "1",
            "a",
            "abc",
            "1.00",
            "USD",
            "2026-11-23",
            "08:30",
            "2026-11-23T08:30",
            "2026-11-23T08:30+01:00",
            "PT1S",
            "P1D",
            "2026",
            "2026-11",
            "--11-23",
            "+01:00",
            "Z",
            "08:30+01:00",
            "2026-11-23T08:30Z[UTC]",
            "01932c07-209f-7ea1-8dd6-a5f8f4a3b1c2");

    private final Map<Class<?>, List<?>> known = new HashMap<>();

    Samples(List<ScalarType<?>> scalars) {
        known.put(String.class, List.of("abc", "1", ""));
        known.put(Boolean.class, List.of(true, false));
        known.put(Integer.class, List.of(1, 0));
        known.put(Long.class, List.of(1L, 0L));
        known.put(Double.class, List.of(0.5, 0.0));
        known.put(BigDecimal.class, List.of(new BigDecimal("12.50"), BigDecimal.ZERO));
        known.put(BigInteger.class, List.of(BigInteger.TEN.pow(30), BigInteger.ZERO));
        known.put(Instant.class, List.of(Instant.EPOCH));
        known.put(boolean.class, List.of(true, false));
        known.put(int.class, List.of(1, 0));
        known.put(long.class, List.of(1L, 0L));
        known.put(double.class, List.of(0.5, 0.0));
        StandardTypes.ALL.forEach(type -> known.put(type.javaType(), parsed(type)));
        scalars.forEach(type -> known.put(type.javaType(), parsed(type)));
    }

    /** The samples that the type's constructor accepts; none if it refuses all. */
    <T> List<T> of(Class<T> type) {
        return values(type, 0).stream().map(type::cast).toList();
    }

    private static <T> List<T> parsed(ScalarType<T> type) {
        var values = new ArrayList<T>();
        for (var text : TEXTS) {
            try {
                values.add(type.parse().apply(text));
            } catch (RuntimeException e) {
                // This is not a text of the type; the next one may be.
            }
        }
        return values;
    }

    private List<?> values(Type type, int depth) {
        return switch (type) {
            case Class<?> plain when known.containsKey(plain) -> known.getOrDefault(plain, List.of());
            case Class<?> plain when plain.isEnum() -> List.of(plain.getEnumConstants());
            case Class<?> plain when plain.isRecord() -> records(plain, depth);
            case Class<?> sealed
            when sealed.isSealed() ->
                Cases.of(sealed).stream()
                        .flatMap(one -> records(one, depth).stream())
                        .toList();
            case ParameterizedType generic -> collections(generic, depth);
            case WildcardType wildcard -> values(wildcard.getUpperBounds()[0], depth);
            default -> List.of();
        };
    }

    private List<?> collections(ParameterizedType type, int depth) {
        var arguments = type.getActualTypeArguments();
        var first = depth > DEPTH_MAX ? List.of() : values(arguments[0], depth + 1);
        if (type.getRawType() == Map.class) {
            var second = depth > DEPTH_MAX ? List.of() : values(arguments[1], depth + 1);
            return first.isEmpty() || second.isEmpty()
                    ? List.of(Map.of())
                    : List.of(Map.of(first.getFirst(), second.getFirst()), Map.of());
        }
        return type.getRawType() == Set.class
                ? List.of(Set.copyOf(first), Set.of())
                : List.of(List.copyOf(first), List.of());
    }

    /**
     * Combines the first values of all components, then the second, and so on. In the last sample, nullable components
     * are null.
     */
    private List<?> records(Class<?> type, int depth) {
        var components = Stream.of(type.getRecordComponents())
                .map(component -> values(component.getGenericType(), depth + 1))
                .toList();
        int variants = components.stream().mapToInt(List::size).max().orElse(1) + 1;
        var samples = new ArrayList<>();
        for (int variant = 0; variant < variants; variant++) {
            var arguments = new @Nullable Object[components.size()];
            boolean isWhole = true;
            for (int i = 0; i < arguments.length; i++) {
                boolean isNull = isNullable(type.getRecordComponents()[i])
                        && (variant == variants - 1 || components.get(i).isEmpty());
                isWhole &= isNull || !components.get(i).isEmpty();
                arguments[i] = isNull || components.get(i).isEmpty()
                        ? null
                        : components
                                .get(i)
                                .get(Math.min(variant, components.get(i).size() - 1));
            }
            if (isWhole) {
                made(type, arguments).ifPresent(samples::add);
            }
        }
        return samples;
    }

    private static Optional<Object> made(Class<?> type, @Nullable Object[] arguments) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(Stream.of(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return Optional.of(constructor.newInstance(arguments));
        } catch (InvocationTargetException e) {
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type + " cannot be made", e);
        }
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
