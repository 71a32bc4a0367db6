package io.daybook.adapter.lambda.http;

import java.util.Locale;

/** Reads a request's body and checks that it is JSON and not too large. */
public final class JsonBody {
    /** Source: docs/http.md. Lambda accepts 6 MB. */
    private static final int BYTES_MAX = 256 * 1024;

    private JsonBody() {}

    /** @throws ProblemException if it is not JSON or too large */
    public static byte[] of(HttpRequest request) {
        var body = request.bodyBytes();
        if (body.length > BYTES_MAX) {
            throw new ProblemException(
                    Problem.tooLarge("The body is " + body.length + " bytes long; the limit is " + BYTES_MAX + "."));
        }
        if (body.length > 0 && !isJson(request)) {
            throw new ProblemException(Problem.unsupportedMediaType());
        }
        return body;
    }

    /** A missing content type counts as JSON. */
    private static boolean isJson(HttpRequest request) {
        var type = request.header("content-type").orElse("");
        int parameters = type.indexOf(';');
        var media =
                (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
        return media.isEmpty()
                || media.equals("application/json")
                || (media.startsWith("application/") && media.endsWith("+json"));
    }
}
