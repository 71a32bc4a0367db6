package io.daybook.laptop.template;

/**
 * A route of the template's HTTP API.
 *
 * @param method in upper case, {@code ANY}, or {@code $default}
 * @param path with {@code {variables}}, of which the last may be {@code {greedy+}}; {@code $default} with that method
 * @param function the exported name of the function it calls
 */
public record Route(String method, String path, String function) {
    public static final String DEFAULT = "$default";

    /** As API Gateway writes it: {@code "POST /things/{id}"}, or {@code "$default"}. */
    public String routeKey() {
        return method.equals(DEFAULT) ? DEFAULT : method + " " + path;
    }
}
