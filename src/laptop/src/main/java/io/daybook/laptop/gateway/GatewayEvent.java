package io.daybook.laptop.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a request as the JSON with which an HTTP API calls a function: payload format 2.0, stage {@code $default}.
 *
 * <p>Source: API Gateway developer guide, "Create AWS Lambda proxy integrations for HTTP APIs".
 */
final class GatewayEvent {
    /** The common log format, which API Gateway uses here. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private GatewayEvent() {}

    /**
     * What API Gateway says of a request by itself.
     *
     * @param authorizer what its authorizer found out; empty where the route has none
     */
    record Call(String requestId, Instant at, JsonNode authorizer) {}

    /** @param path of the request, decoded */
    static JsonNode of(GatewayRequest request, String path, Routes.Match match, Call call) {
        ObjectNode event = JSON.objectNode()
                .put("version", "2.0")
                .put("routeKey", match.route().routeKey())
                .put("rawPath", path)
                .put("rawQueryString", request.rawQuery());
        List<String> cookies = cookies(request);
        if (!cookies.isEmpty()) {
            cookies.forEach(event.putArray("cookies")::add);
        }
        event.set("headers", headers(request));
        putUnlessEmpty(event, "queryStringParameters", queryParameters(request.rawQuery()));
        event.set("requestContext", context(request, path, match, call));
        putUnlessEmpty(event, "pathParameters", match.pathParameters());
        putBody(event, request.body());
        return event;
    }

    private static ObjectNode headers(GatewayRequest request) {
        ObjectNode headers = JSON.objectNode();
        request.headers().forEach((name, values) -> headers.put(name, String.join(",", values)));
        headers.remove("cookie");
        headers.put("x-forwarded-for", request.sourceIp());
        headers.put("x-forwarded-port", Integer.toString(request.port()));
        headers.put("x-forwarded-proto", "http");
        return headers;
    }

    private static List<String> cookies(GatewayRequest request) {
        List<String> cookies = new ArrayList<>();
        for (String header : request.headers().getOrDefault("cookie", List.of())) {
            for (String cookie : header.split(";", -1)) {
                if (!cookie.isBlank()) {
                    cookies.add(cookie.strip());
                }
            }
        }
        return cookies;
    }

    private static Map<String, String> queryParameters(String rawQuery) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : rawQuery.split("&", -1)) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                parameters.merge(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "", (a, b) -> a + "," + b);
            }
        }
        return parameters;
    }

    /** Returns the text as it is if it is not percent-encoded. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static ObjectNode context(GatewayRequest request, String path, Routes.Match match, Call call) {
        ObjectNode context = JSON.objectNode()
                .put("accountId", "anonymous")
                .put("apiId", "local")
                .put("domainName", request.header("host", "localhost"))
                .put("domainPrefix", "localhost")
                .put("requestId", call.requestId())
                .put("routeKey", match.route().routeKey())
                .put("stage", "$default")
                .put("time", TIME.format(call.at()))
                .put("timeEpoch", call.at().toEpochMilli());
        if (!call.authorizer().isEmpty()) {
            context.set("authorizer", call.authorizer());
        }
        context.putObject("http")
                .put("method", request.method())
                .put("path", path)
                .put("protocol", request.protocol())
                .put("sourceIp", request.sourceIp())
                .put("userAgent", request.header("user-agent", ""));
        return context;
    }

    private static void putBody(ObjectNode event, byte[] body) {
        boolean text = true;
        if (body.length > 0) {
            try {
                event.put(
                        "body",
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(body))
                                .toString());
            } catch (CharacterCodingException e) {
                event.put("body", Base64.getEncoder().encodeToString(body));
                text = false;
            }
        }
        event.put("isBase64Encoded", !text);
    }

    private static void putUnlessEmpty(ObjectNode event, String field, Map<String, String> values) {
        if (!values.isEmpty()) {
            values.forEach(event.putObject(field)::put);
        }
    }
}
