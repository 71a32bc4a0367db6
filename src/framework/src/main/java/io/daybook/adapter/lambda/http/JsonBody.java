package io.daybook.adapter.lambda.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.json.command.CommandReader;
import io.daybook.adapter.json.command.CommandReader.Read;
import io.daybook.adapter.lambda.answer.Problem;
import io.daybook.adapter.lambda.answer.ProblemException;
import io.daybook.kernel.decide.CommandType;
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

    /**
     * Reads a body as JSON of a type.
     *
     * @throws ProblemException if it is not JSON, too large, or does not fit the type
     */
    public static <C> C read(HttpRequest request, CommandType<C> type, ObjectMapper mapper) {
        return switch (new CommandReader(mapper).read(type, of(request))) {
            case Read.Valid<C>(var asked) -> asked;
            case Read.Invalid<C>(var errors) -> throw new ProblemException(Problem.invalid(errors));
        };
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
