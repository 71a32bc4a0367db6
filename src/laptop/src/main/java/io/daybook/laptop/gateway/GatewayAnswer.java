package io.daybook.laptop.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What goes back to the client.
 *
 * @param headers by name, each value a header of its own
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, never changed.
record GatewayAnswer(int status, Map<String, List<String>> headers, byte[] body) {
    private static final String JSON_TYPE = "application/json";

    /** Headers that the server alone decides on. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "date", "keep-alive", "transfer-encoding");

    /** An answer that API Gateway gives by itself, in its own form. */
    static GatewayAnswer message(int status, String message) {
        return json(status, "{\"message\":\"" + message + "\"}");
    }

    /**
     * What a function's result means in payload format 2.0: without a status code, all of it is the body.
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

    void writeTo(HttpExchange exchange) throws IOException {
        Headers out = exchange.getResponseHeaders();
        headers.forEach((name, values) -> values.forEach(value -> out.add(name, value)));
        boolean head = exchange.getRequestMethod().equals("HEAD");
        boolean bodiless = status == 204 || status == 304;
        if (head && !bodiless) {
            out.set("content-length", Integer.toString(body.length));
        }
        if (head || bodiless || body.length == 0) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
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
