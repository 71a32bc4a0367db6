package io.daybook.adapter.json.value;

import io.daybook.kernel.schema.TypeName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The cases of a sealed interface, which their {@link TypeName}s distinguish in JSON. */
public final class Cases {
    /** The field that holds the name. */
    public static final String FIELD = "type";

    private Cases() {}

    /** The records and enums that implement it, also through other sealed interfaces. */
    public static List<Class<?>> of(Class<?> sealed) {
        return leaves(sealed).toList();
    }

    public static Optional<String> nameOf(Class<?> oneCase) {
        return Optional.ofNullable(oneCase.getAnnotation(TypeName.class)).map(TypeName::value);
    }

    /** Whether its cases have names; the sealed interfaces of commands and events do not need them. */
    public static boolean areNamed(Class<?> type) {
        return type.isInterface()
                && type.isSealed()
                && leaves(type).anyMatch(oneCase -> nameOf(oneCase).isPresent());
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed() ? Stream.of(type.getPermittedSubclasses()).flatMap(Cases::leaves) : Stream.of(type);
    }
}
