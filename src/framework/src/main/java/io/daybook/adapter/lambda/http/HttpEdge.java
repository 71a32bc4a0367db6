package io.daybook.adapter.lambda.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.json.JsonDefectException;
import io.daybook.adapter.lambda.answer.HttpAnswer;
import io.daybook.adapter.lambda.answer.Problem;
import io.daybook.adapter.lambda.answer.ProblemException;
import io.daybook.adapter.lambda.http.Endpoint.Route;
import io.daybook.kernel.access.Caller;
import io.daybook.kernel.failure.StoreInDoubtException;
import io.daybook.kernel.failure.StoreMissingException;
import io.daybook.kernel.failure.StoreThrottledException;
import io.daybook.kernel.failure.StoreUnavailableException;
import io.daybook.kernel.store.CommitTooLargeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The first layer below the function: finds caller and route, turns exceptions into answers, and logs one line. */
public final class HttpEdge {
    /** Calls where the caller is not known, and gets no further than this class. */
    private static final Caller NOBODY = new Caller(null, Set.of());

    private final List<Endpoint> endpoints;
    private final Callers callers;
    private final ObjectMapper mapper;
    private final Supplier<String> ids;
    private final InvocationLog log;

    /** @param ids a new correlation id at each call */
    public HttpEdge(
            List<Endpoint> endpoints, Callers callers, ObjectMapper mapper, Supplier<String> ids, InvocationLog log) {
        this.endpoints = List.copyOf(endpoints);
        this.callers = callers;
        this.mapper = mapper;
        this.ids = ids;
        this.log = log;
    }

    public APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event) {
        long startNanos = System.nanoTime();
        var caller = callers.of(event);
        var request = HttpRequest.of(event, caller.orElse(NOBODY));
        var correlation = Correlation.of(request, ids);
        log.began(correlation.id());
        var route = endpoints.stream()
                .flatMap(endpoint -> endpoint.route(request.path()).stream())
                .findFirst();
        @Nullable Throwable hidden = null;
        HttpAnswer answer;
        APIGatewayV2HTTPResponse response;
        try {
            answer = caller.isEmpty() ? HttpAnswer.unauthorized() : answer(request, route, correlation);
            response = response(answer, correlation);
        } catch (RuntimeException e) {
            var problem = problem(e);
            hidden = hidden(e);
            answer = problem.answer(correlation.id());
            response = response(answer, correlation);
        }
        log.finished(
                new InvocationLog.Entry(
                        correlation.id(),
                        request.method() + " " + route.map(Route::pattern).orElse("(no route)"),
                        answer.status(),
                        answer.outcome(),
                        (System.nanoTime() - startNanos) / 1_000_000),
                hidden);
        return response;
    }

    private static HttpAnswer answer(HttpRequest request, Optional<Route> route, Correlation correlation) {
        if (route.isEmpty()) {
            throw new ProblemException(Problem.notFound("There is nothing at this path."));
        }
        if (!route.get().method().equals(request.method())) {
            throw new ProblemException(Problem.methodNotAllowed(route.get().method()));
        }
        return route.get().handler().answer(request, correlation);
    }

    private static Problem problem(RuntimeException failure) {
        return switch (failure) {
            case ProblemException found -> found.problem();
            case CommitTooLargeException large -> Problem.tooLarge(String.valueOf(large.getMessage()));
            case StoreThrottledException _ -> Problem.throttled();
            case StoreUnavailableException _ -> Problem.unavailable();
            case StoreMissingException _ -> Problem.missing();
            case StoreInDoubtException _ -> Problem.inDoubt();
            default -> Problem.internal();
        };
    }

    /** The exception that the client is not told about; null if the answer says everything. */
    private static @Nullable Throwable hidden(RuntimeException failure) {
        return switch (failure) {
            case ProblemException found -> found.getCause();
            case CommitTooLargeException _ -> null;
            default -> failure;
        };
    }

    private APIGatewayV2HTTPResponse response(HttpAnswer answer, Correlation correlation) {
        var headers = new LinkedHashMap<>(answer.headers());
        var body = answer.body();
        if (body != null) {
            headers.put("Content-Type", answer.contentType());
        }
        headers.put("X-Correlation-Id", correlation.id());
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(answer.status())
                .withHeaders(headers)
                .withBody(body == null ? null : text(body))
                .withIsBase64Encoded(false)
                .build();
    }

    private String text(Object body) {
        try {
            return mapper.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new JsonDefectException("an answer cannot be written as JSON", e);
        }
    }
}
