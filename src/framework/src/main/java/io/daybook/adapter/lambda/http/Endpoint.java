package io.daybook.adapter.lambda.http;

import java.util.List;
import java.util.Optional;

/** Serves the paths of one kind. */
public interface Endpoint {
    /** @return what is at this path; empty where it is none of this endpoint's */
    Optional<Route> route(List<String> path);

    /**
     * One path with the one method that it takes.
     *
     * @param pattern the path with its variables in braces, for the log
     */
    record Route(String method, String pattern, Handler handler) {}

    /** What answers the requests of a route. */
    @FunctionalInterface
    interface Handler {
        /** @throws RuntimeException which the {@link HttpEdge} turns into a problem */
        HttpAnswer answer(HttpRequest request, Correlation correlation);
    }
}
