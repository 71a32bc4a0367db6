package io.daybook.laptop.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.lambda.answer.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * What goes back to the client.
 *
 * @param headers by name, each value a header of its own
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, never changed.
record GatewayAnswer(int status, Map<String, List<String>> headers, byte[] body) {
    private static final String JSON_TYPE = "application/json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Headers that only the server sets. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "date", "keep-alive", "transfer-encoding");

    /** What the server cannot read, or the gateway cannot decode. */
    static final Problem NO_REQUEST =
            Problem.invalid("", "must be an HTTP/1.1 request whose path is percent-encoded UTF-8");

    static final Problem URI_TOO_LONG = tooLong(414, "uri-too-long", "URI too long");
    static final Problem HEADERS_TOO_LARGE = tooLong(431, "headers-too-large", "Headers too large");

    static final Problem NOT_FROM_HERE = Problem.forbidden(
            "This laptop answers only programs and pages of its own:"
                    + " Host, and Origin where there is one, must be localhost, 127.0.0.1, [::1] or one of daybook.local.hosts.");

    static final Problem ADMIN_IS_CLOSED = Problem.forbidden("Routes under /admin are not called with a token."
            + " On a laptop they are open to requests without Authorization.");

    /** An answer to a request that is refused before any function is called, in the form of docs/http.md. */
    static GatewayAnswer problem(Problem problem) {
        var id = UUID.randomUUID().toString();
        var answer = problem.answer(id);
        return new GatewayAnswer(
                answer.status(),
                Map.of("content-type", List.of(answer.contentType()), "x-correlation-id", List.of(id)),
                MAPPER.valueToTree(answer.body()).toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Problem tooLong(int status, String code, String title) {
        var detail = "The request line and the headers may have " + LocalServer.HEAD_LIMIT_BYTES + " bytes together.";
        return new Problem(status, code, title, detail, Map.of(), Map.of());
    }

    /** As an HTTP API refuses a request that its authorizer does not know. */
    static GatewayAnswer unauthorized() {
        var answer = message(401, "Unauthorized");
        return new GatewayAnswer(
                answer.status(),
                Map.of("content-type", List.of(JSON_TYPE), "www-authenticate", List.of("Bearer")),
                answer.body());
    }

    /** An answer that API Gateway gives by itself, in its own form. */
    static GatewayAnswer message(int status, String message) {
        return json(status, "{\"message\":\"" + message + "\"}");
    }

    /**
     * Reads a function's result as payload format 2.0 does: without a status code, the whole result is the body.
     */
    static GatewayAnswer of(JsonNode result) {
        if (!result.has("statusCode")) {
            return json(200, result.toString());
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        result.path("headers").properties().forEach(header -> add(headers, header.getKey(), header.getValue()));
        result.path("multiValueHeaders")
                .properties()
                .forEach(header -> header.getValue().forEach(value -> add(headers, header.getKey(), value)));
        result.path("cookies").forEach(cookie -> add(headers, "set-cookie", cookie));
        String text = result.path("body").asText("");
        byte[] body = result.path("isBase64Encoded").asBoolean()
                ? Base64.getDecoder().decode(text)
                : text.getBytes(StandardCharsets.UTF_8);
        return new GatewayAnswer(result.path("statusCode").asInt(), headers, body);
    }

    /** In an answer to HEAD, the server sends only the headers. */
    void writeTo(Response response, Callback callback) {
        response.setStatus(status);
        var out = response.getHeaders();
        headers.forEach((name, values) -> values.forEach(value -> out.add(name, onTheWire(value))));
        boolean bodiless = status == 204 || status == 304;
        if (!bodiless) {
            out.put(HttpHeader.CONTENT_LENGTH, body.length);
        }
        response.write(true, bodiless ? BufferUtil.EMPTY_BUFFER : ByteBuffer.wrap(body), callback);
    }

    /** The server writes each character as one byte, so UTF-8 is written as Latin-1, as it is read. */
    private static String onTheWire(String value) {
        return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static GatewayAnswer json(int status, String body) {
        return new GatewayAnswer(
                status, Map.of("content-type", List.of(JSON_TYPE)), body.getBytes(StandardCharsets.UTF_8));
    }

    private static void add(Map<String, List<String>> headers, String name, JsonNode value) {
        String key = name.toLowerCase(Locale.ROOT);
        if (!value.isNull() && !OF_THE_CONNECTION.contains(key)) {
            headers.computeIfAbsent(key, absent -> new ArrayList<>()).add(value.asText());
        }
    }
}
