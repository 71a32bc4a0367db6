package io.daybook.laptop.gateway;

import io.daybook.laptop.template.Route;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the route of a request as an HTTP API does: the most specific one that fits method and path, or else
 * {@code $default}.
 */
public final class Routes {
    private static final String ANY = "ANY";
    private static final Pattern SLASH = Pattern.compile("/");

    private final List<Route> mostSpecificFirst;

    public Routes(List<Route> routes) {
        mostSpecificFirst = routes.stream()
                .sorted(Comparator.comparing(Routes::specificity))
                .toList();
    }

    /**
     * A route and the values of its variables.
     *
     * @param pathParameters by the name of the variable, without braces and plus sign
     */
    record Match(Route route, Map<String, String> pathParameters) {}

    /**
     * @param path decoded
     */
    Optional<Match> match(String method, String path) {
        for (Route route : mostSpecificFirst) {
            if (route.method().equals(Route.DEFAULT)) {
                return Optional.of(new Match(route, Map.of()));
            }
            if (route.method().equals(method) || route.method().equals(ANY)) {
                Optional<Map<String, String>> parameters = parameters(segments(route.path()), segments(path));
                if (parameters.isPresent()) {
                    return Optional.of(new Match(route, parameters.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Map<String, String>> parameters(List<String> pattern, List<String> path) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < pattern.size(); i++) {
            String expected = pattern.get(i);
            if (i >= path.size() || path.get(i).isEmpty()) {
                return Optional.empty();
            }
            if (isGreedy(expected)) {
                parameters.put(variable(expected), String.join("/", path.subList(i, path.size())));
                return Optional.of(parameters);
            }
            if (isVariable(expected)) {
                parameters.put(variable(expected), path.get(i));
            } else if (!expected.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return pattern.size() == path.size() ? Optional.of(parameters) : Optional.empty();
    }

    /**
     * Sorts segment by segment: text, then variables, then greedy ones; a method comes before ANY, the default last.
     */
    private static String specificity(Route route) {
        if (route.method().equals(Route.DEFAULT)) {
            return "9";
        }
        StringBuilder key = new StringBuilder();
        for (String segment : segments(route.path())) {
            key.append(isGreedy(segment) ? '3' : isVariable(segment) ? '2' : '1');
        }
        return key.append(route.method().equals(ANY) ? '2' : '1').toString();
    }

    /** {@code "/a/b"} is [a, b]; {@code "/"} is []. */
    private static List<String> segments(String path) {
        String relative = path.startsWith("/") ? path.substring(1) : path;
        return relative.isEmpty() ? List.of() : List.of(SLASH.split(relative, -1));
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static boolean isGreedy(String segment) {
        return segment.endsWith("+}");
    }

    private static String variable(String segment) {
        return segment.substring(1, segment.length() - (isGreedy(segment) ? 2 : 1));
    }
}
