package io.daybook.adapter.lambda;

/** A request's body, which is JSON and not too large. */
final class JsonBody {
    /** Source: the HTTP contract; four times it would still fit what Lambda takes (6 MB). */
    private static final int BYTES_MAX = 256 * 1024;

    private JsonBody() {}

    /** @throws ProblemException where it is not */
    static byte[] of(HttpRequest request) {
        var body = request.bodyBytes();
        if (body.length > BYTES_MAX) {
            throw new ProblemException(
                    Problem.tooLarge("The body is " + body.length + " bytes long; the limit is " + BYTES_MAX + "."));
        }
        if (body.length > 0 && !CommandHeaders.isJson(request)) {
            throw new ProblemException(Problem.unsupportedMediaType());
        }
        return body;
    }
}
