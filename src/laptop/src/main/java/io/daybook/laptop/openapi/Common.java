package io.daybook.laptop.openapi;

import static io.daybook.laptop.openapi.Schemas.inOrder;

import io.daybook.kernel.decide.InvalidCommandException.FieldError;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.Catalog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What all applications have in common: parameters, headers and problems. Source: docs/http.md. */
final class Common {
    private static final String ID = "(?!\\.{1,2}$)[A-Za-z0-9._~-]{1,128}";

    private static final Map<String, Object> TEXT = Map.of("type", "string");

    /** The security scheme of public routes. */
    static final String CALLER = "caller";

    /** The security scheme of the routes of operators. */
    static final String OPERATOR = "operator";

    private Common() {}

    static Map<String, Object> securitySchemes() {
        return inOrder(
                OPERATOR,
                inOrder(
                        "type",
                        "apiKey",
                        "name",
                        "Authorization",
                        "in",
                        "header",
                        "x-amazon-apigateway-authtype",
                        "awsSigv4",
                        "description",
                        "IAM: a request that is signed with AWS credentials (Signature Version 4) which permit"
                                + " execute-api:Invoke on the route. On a laptop, a request without Authorization is an"
                                + " operator's unless daybook.local.anonymous is none."),
                CALLER,
                inOrder(
                        "type",
                        "http",
                        "scheme",
                        "bearer",
                        "bearerFormat",
                        "JWT",
                        "description",
                        "Says by its sub who calls, and by its roles what he may do. On a laptop, POST /dev/token with"
                                + " {\"sub\",\"roles\",\"seconds\"} answers {\"token\"}, and a request without a token is an"
                                + " operator's unless daybook.local.anonymous is none."));
    }

    static Map<String, Object> parameters(Catalog catalog) {
        var categories = catalog.aggregates().stream()
                .map(Aggregate::category)
                .map(category -> category.name())
                .collect(Collectors.joining("|"));
        var all = new LinkedHashMap<String, Object>();
        all.put("Id", required("id", "path", pattern("^" + ID + "$")));
        all.put("stream", required("stream", "path", pattern("^(" + categories + ")-" + ID + "$")));
        all.put("cursor", parameter("cursor", "query", TEXT, "What the page before has answered as next."));
        all.put(
                "Idempotency-Key",
                parameter(
                        "Idempotency-Key",
                        "header",
                        pattern("^(?!~)[\\x21-\\x7e]{1,128}$"),
                        "Makes the command safe to repeat."));
        all.put(
                "If-Match",
                parameter(
                        "If-Match",
                        "header",
                        pattern("^\"(0|[1-9][0-9]{0,17})\"$"),
                        "The version at which the stream must be; \"0\" if it must not exist."));
        all.put(
                "If-None-Match",
                parameter("If-None-Match", "header", TEXT, "The ETag of a row that the client has already."));
        all.put("X-Correlation-Id", parameter("X-Correlation-Id", "header", TEXT, "Recorded with all that follows."));
        all.put("traceparent", parameter("traceparent", "header", TEXT, "W3C Trace Context."));
        return all;
    }

    static Map<String, Object> headers() {
        var all = new LinkedHashMap<String, Object>();
        all.put("ETag", header("The version of the stream, in double quotes."));
        all.put("Location", header("The path of the row."));
        all.put("Retry-After", header("Seconds after which to try again."));
        all.put("X-Correlation-Id", header("The id of all that follows from the request."));
        return all;
    }

    static Map<String, Object> responses() {
        var all = new LinkedHashMap<String, Object>();
        all.put("400", problem("invalid-request: errors names what is wrong with each field.", "InvalidRequest"));
        all.put(
                "401",
                inOrder(
                        "description",
                        "No token, or one that is not valid. The gateway's own form.",
                        "content",
                        Map.of("application/json", Map.of("schema", object(Map.of("message", TEXT))))));
        all.put("403", problem("forbidden: the caller may not do this; nothing was written.", "Problem"));
        all.put("404", problem("not-found", "Problem"));
        all.put("409", problem("contended: other writers were faster; nothing was written.", "Problem", "Retry-After"));
        all.put("412", problem("version-mismatch: If-Match does not hold; nothing was written.", "VersionMismatch"));
        all.put("413", problem("payload-too-large", "Problem"));
        all.put("415", problem("unsupported-media-type", "Problem"));
        all.put(
                "422",
                problem(
                        "The rules refuse the command, or use-job: one request may not read so much of a stream. Nothing was written.",
                        "Problem"));
        all.put("429", problem("throttled: nothing was written.", "Problem", "Retry-After"));
        all.put("500", problem("internal: a defect.", "Problem"));
        all.put(
                "503",
                problem(
                        "outcome-unknown, read-model-behind or unavailable; after outcome-unknown, repeat the command"
                                + " with the same Idempotency-Key.",
                        "Problem",
                        "Retry-After"));
        return all;
    }

    /** Adds the problem documents of RFC 9457. */
    static void addSchemas(Map<String, Object> components, Schemas schemas) {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", Map.of("type", "string", "format", "uri"));
        problem.put("title", TEXT);
        problem.put("status", Map.of("type", "integer"));
        problem.put("detail", TEXT);
        problem.put("code", TEXT);
        problem.put("correlationId", TEXT);
        components.put("Problem", object(problem));
        var errors = Map.of("type", "array", "items", schemas.answer(FieldError.class));
        components.put("InvalidRequest", more(Map.of("errors", errors)));
        var version = Map.of("type", "integer", "format", "int64");
        components.put("VersionMismatch", more(inOrder("expected", version, "actual", version)));
    }

    private static Map<String, Object> more(Map<String, Object> properties) {
        return Map.of("allOf", List.of(Operations.reference("schemas", "Problem"), object(properties)));
    }

    private static Map<String, Object> object(Map<String, Object> properties) {
        return inOrder("type", "object", "properties", properties, "required", List.copyOf(properties.keySet()));
    }

    static Map<String, Object> problem(String description, String schema, String... headers) {
        var all = new LinkedHashMap<String, Object>();
        all.put("X-Correlation-Id", Operations.reference("headers", "X-Correlation-Id"));
        for (var header : headers) {
            all.put(header, Operations.reference("headers", header));
        }
        return inOrder(
                "description",
                description,
                "headers",
                all,
                "content",
                Map.of("application/problem+json", Map.of("schema", Operations.reference("schemas", schema))));
    }

    private static Map<String, Object> header(String description) {
        return inOrder("description", description, "schema", TEXT);
    }

    private static Map<String, Object> required(String name, String in, Map<String, Object> schema) {
        return inOrder("name", name, "in", in, "required", true, "schema", schema);
    }

    private static Map<String, Object> parameter(
            String name, String in, Map<String, Object> schema, String description) {
        return inOrder("name", name, "in", in, "description", description, "schema", schema);
    }

    private static Map<String, Object> pattern(String pattern) {
        return inOrder("type", "string", "pattern", pattern);
    }
}
