package io.daybook.adapter.lambda.http;

import java.util.Locale;

/** A request's body, which is JSON and not too large. */
public final class JsonBody {
    /** Source: the HTTP contract; four times it would still fit what Lambda takes (6 MB). */
    private static final int BYTES_MAX = 256 * 1024;

    private JsonBody() {}

    /** @throws ProblemException where it is not */
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
