package io.daybook.laptop.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request as it came in.
 *
 * @param target path and query, encoded as sent
 * @param headers by lower-case name, values in the order sent
 * @param sourceIp of the caller
 * @param port that was called
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, never changed.
record GatewayRequest(
        String method,
        String target,
        String protocol,
        Map<String, List<String>> headers,
        byte[] body,
        String sourceIp,
        int port) {

    static GatewayRequest of(HttpExchange exchange, byte[] body) {
        Map<String, List<String>> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return new GatewayRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getProtocol(),
                headers,
                body,
                exchange.getRemoteAddress().getAddress().getHostAddress(),
                exchange.getLocalAddress().getPort());
    }

    /** The path decoded. An absolute target ({@code http://host/path}) is read as its path. */
    String path() {
        String encoded = target.split("\\?", 2)[0];
        URI uri = URI.create(encoded.startsWith("/") ? "http://localhost" + encoded : encoded);
        String path = uri.getPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    /** The query as sent; empty where there is none. */
    String rawQuery() {
        int mark = target.indexOf('?');
        return mark < 0 ? "" : target.substring(mark + 1);
    }

    String header(String name, String absent) {
        return String.join(",", headers.getOrDefault(name, List.of(absent)));
    }
}
