package io.daybook.adapter.lambda.http;

import io.daybook.adapter.lambda.answer.Problem;
import io.daybook.adapter.lambda.answer.ProblemException;
import java.util.List;
import java.util.Optional;

/** The routes of an endpoint that nobody but operators may ask for. */
public record OperatorsOnly(Endpoint endpoint) implements Endpoint {
    @Override
    public Optional<Route> route(List<String> path) {
        return endpoint.route(path)
                .map(route -> new Route(route.method(), route.pattern(), (request, correlation) -> {
                    if (!request.caller().isOperator()) {
                        throw new ProblemException(Problem.forbidden("Only operators may ask for this."));
                    }
                    return route.handler().answer(request, correlation);
                }));
    }
}
