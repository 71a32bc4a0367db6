package io.daybook.adapter.lambda.answer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request.
 *
 * @param outcome one word for the log
 * @param body written as JSON; null means no body and no content type
 */
public record HttpAnswer(
        int status,
        String outcome,
        String contentType,
        Map<String, String> headers,
        @Nullable Object body) {
    public static HttpAnswer json(int status, String outcome, Object body) {
        return new HttpAnswer(status, outcome, "application/json", Map.of(), body);
    }

    /** The caller is not known: the form of API Gateway, which refuses tokens by itself. */
    public static HttpAnswer unauthorized() {
        return json(401, "unauthorized", Map.of("message", "Unauthorized"));
    }

    /** The client already has this version. */
    public static HttpAnswer notModified() {
        return new HttpAnswer(304, "not-modified", "", Map.of(), null);
    }

    public HttpAnswer with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new HttpAnswer(status, outcome, contentType, more, body);
    }
}
