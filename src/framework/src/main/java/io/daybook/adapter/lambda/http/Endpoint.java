package io.daybook.adapter.lambda.http;

import io.daybook.adapter.lambda.answer.HttpAnswer;
import java.util.List;
import java.util.Optional;

/** Serves the paths of one kind. */
public interface Endpoint {
    /** @return the route at this path; empty if the path does not belong to this endpoint */
    Optional<Route> route(List<String> path);

    /**
     * A path and the only method that it allows.
     *
     * @param pattern the path with its variables in braces, for the log
     */
    record Route(String method, String pattern, Handler handler) {}

    /** Answers the requests of a route. */
    @FunctionalInterface
    interface Handler {
        /** @throws RuntimeException turned into a problem by the {@link HttpEdge} */
        HttpAnswer answer(HttpRequest request, Correlation correlation);
    }
}
