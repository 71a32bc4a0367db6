package io.daybook.testing.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Compares JSON with an expectation in which placeholders stand for values that differ from run to run. */
public final class Placeholders {
    private static final Map<String, Pattern> PATTERNS = Map.of(
            "<uuid>", Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
            "<time>", Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"),
            "<any>", Pattern.compile("(?s).+"));

    private Placeholders() {}

    /** @return a line for each place at which they differ; empty if there is none */
    public static List<String> differences(JsonNode expected, JsonNode actual) {
        var differences = new ArrayList<String>();
        compare("", expected, actual, differences);
        return differences;
    }

    private static void compare(String path, JsonNode expected, JsonNode actual, List<String> differences) {
        if (expected.isObject() && actual.isObject()) {
            var names = new TreeSet<String>();
            expected.fieldNames().forEachRemaining(names::add);
            actual.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(path + "/" + name, expected.path(name), actual.path(name), differences));
        } else if (expected.isArray() && actual.isArray()) {
            for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
                compare(path + "/" + i, expected.path(i), actual.path(i), differences);
            }
        } else if (!matches(expected, actual)) {
            differences.add(path + ": expected " + text(expected) + " but was " + text(actual));
        }
    }

    private static boolean matches(JsonNode expected, JsonNode actual) {
        var pattern = expected.isTextual() ? PATTERNS.get(expected.asText()) : null;
        return pattern == null
                ? expected.equals(actual)
                : actual.isTextual() && pattern.matcher(actual.asText()).matches();
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.toString();
    }
}
