package io.daybook.adapter.lambda.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import io.daybook.adapter.lambda.answer.Problem;
import io.daybook.adapter.lambda.answer.ProblemException;
import io.daybook.kernel.access.Caller;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as API Gateway hands it over (HTTP API, payload format 2.0).
 *
 * @param path the segments of the path; API Gateway has decoded them, so they must not be decoded again
 * @param headers by lower-case name, without the white space around their values
 * @param query as it was sent, still percent-encoded
 * @param caller who sent it
 */
public record HttpRequest(
        String method,
        List<String> path,
        Map<String, String> headers,
        String query,
        String body,
        boolean isBase64,
        Caller caller) {
    public HttpRequest {
        path = List.copyOf(path);
        headers = Map.copyOf(headers);
    }

    public static HttpRequest of(APIGatewayV2HTTPEvent event, Caller caller) {
        var path = Optional.ofNullable(event.getRawPath()).orElse("/");
        var headers = new HashMap<String, String>();
        Optional.ofNullable(event.getHeaders())
                .orElse(Map.of())
                .forEach((name, value) ->
                        headers.put(name.toLowerCase(Locale.ROOT), value == null ? "" : value.strip()));
        return new HttpRequest(
                Optional.ofNullable(event.getRequestContext())
                        .map(RequestContext::getHttp)
                        .map(RequestContext.Http::getMethod)
                        .orElse(""),
                Arrays.asList((path.startsWith("/") ? path.substring(1) : path).split("/", -1)),
                headers,
                Optional.ofNullable(event.getRawQueryString()).orElse(""),
                Optional.ofNullable(event.getBody()).orElse(""),
                event.getIsBase64Encoded(),
                caller);
    }

    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    /** @throws ProblemException if the body is said to be base64 and is not */
    byte[] bodyBytes() {
        if (!isBase64) {
            return body.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.invalid("", "must be base64, as the event says"));
        }
    }
}
