package io.daybook.adapter.lambda.replay;

import io.daybook.adapter.lambda.http.Endpoint;
import io.daybook.adapter.lambda.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code GET /admin/generations/{generation}/…}: every read route of the public API, answered from one generation.
 * {@code served} is what is served.
 */
public final class GenerationReads implements Endpoint {
    private static final String PREFIX = "/admin/generations/{generation}";
    private static final int PREFIX_SEGMENTS = 3;

    private final Function<String, List<Endpoint>> reads;

    /** @param reads the read routes by generation; none if there is no such generation */
    public GenerationReads(Function<String, List<Endpoint>> reads) {
        this.reads = reads;
    }

    @Override
    public Optional<Route> route(List<String> path) {
        if (path.size() <= PREFIX_SEGMENTS
                || !path.get(0).equals("admin")
                || !path.get(1).equals("generations")) {
            return Optional.empty();
        }
        var rest = path.subList(PREFIX_SEGMENTS, path.size());
        return reads.apply(path.get(2)).stream()
                .flatMap(endpoint -> endpoint.route(rest).stream())
                .filter(route -> route.method().equals("GET"))
                .findFirst()
                .map(route -> new Route(
                        "GET",
                        PREFIX + route.pattern(),
                        (request, correlation) -> route.handler().answer(at(request, rest), correlation)));
    }

    private static HttpRequest at(HttpRequest request, List<String> path) {
        return new HttpRequest(
                request.method(),
                path,
                request.headers(),
                request.query(),
                request.body(),
                request.isBase64(),
                request.caller());
    }
}
