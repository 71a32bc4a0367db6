package io.daybook.adapter.lambda.http;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The id that everything which one request causes is recorded with.
 *
 * @param id the client's own, else the trace id of its W3C trace context, else a new one
 */
public record Correlation(String id) {
    /** Characters that a header can carry back unchanged. Source of the length: docs/http.md. */
    private static final Pattern OWN = Pattern.compile("[\\x20-\\x7e]{1,128}");

    /** Source: W3C Trace Context, section 3.2; versions above 00 may have more after the flags. */
    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)([0-9a-f]{2})-((?!0{32})[0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    public static Correlation of(HttpRequest request, Supplier<String> ids) {
        return new Correlation(request.header("x-correlation-id")
                .filter(id -> OWN.matcher(id).matches())
                .or(() -> request.header("traceparent").flatMap(Correlation::traceId))
                .orElseGet(ids));
    }

    private static Optional<String> traceId(String traceparent) {
        var match = TRACEPARENT.matcher(traceparent);
        return match.matches() && (match.group(3) == null || !match.group(1).equals("00"))
                ? Optional.of(match.group(2))
                : Optional.empty();
    }
}
