package io.daybook.adapter.json.command;

import com.fasterxml.jackson.databind.JavaType;
import io.daybook.adapter.json.value.Cases;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Tells a sender what a field must be, without details of the program. */
final class Expected {
    private Expected() {}

    static String of(JavaType type) {
        var raw = type.getRawClass();
        if (raw == int.class || raw == Integer.class) {
            return "must be a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE
                    + ", without decimals, exponent or quotes";
        }
        if (raw == long.class || raw == Long.class) {
            return "must be a whole number, without decimals, exponent or quotes";
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return "must be true or false";
        }
        if (type.isEnumType()) {
            return Arrays.stream(raw.getEnumConstants())
                    .map(constant -> "\"" + ((Enum<?>) constant).name() + "\"")
                    .collect(Collectors.joining(", ", "must be one of ", ""));
        }
        if (type.isCollectionLikeType() || type.isArrayType()) {
            return "must be an array of values, of which each " + of(type.getContentType());
        }
        if (Cases.areNamed(raw)) {
            return Cases.of(raw).stream()
                    .flatMap(oneCase -> Cases.nameOf(oneCase).stream())
                    .collect(Collectors.joining(
                            "\", \"", "must be an object whose \"" + Cases.FIELD + "\" is one of \"", "\""));
        }
        return type.isMapLikeType() || raw.isRecord() ? "must be an object" : "does not have the expected form";
    }
}
