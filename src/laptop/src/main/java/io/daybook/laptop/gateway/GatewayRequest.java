package io.daybook.laptop.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came in.
 *
 * @param target path and query, encoded as sent; without the host if the request line had one
 * @param headers by lower-case name, values in the order sent
 * @param sourceIp of the caller
 * @param port that the client called
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
    /** What the target has in place of bytes that are not UTF-8. */
    private static final char UNDECODABLE = '\ufffd';

    /** The server has decoded the bytes of the request line as UTF-8, and each byte of a header as a character. */
    static GatewayRequest of(Request request, byte[] body) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.computeIfAbsent(field.getName().toLowerCase(Locale.ROOT), first -> new ArrayList<>())
                    .add(utf8(field.getValue()));
        }
        HttpURI uri = request.getHttpURI();
        return new GatewayRequest(
                request.getMethod(),
                uri.getPath() + (uri.getQuery() == null ? "" : "?" + uri.getQuery()),
                request.getConnectionMetaData().getProtocol(),
                headers,
                body,
                Request.getRemoteAddr(request),
                Request.getLocalPort(request));
    }

    /** The path decoded; empty if it is not percent-encoded UTF-8. */
    Optional<String> decodedPath() {
        try {
            return Optional.of(path());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private String path() throws CharacterCodingException {
        if (target.indexOf(UNDECODABLE) >= 0) {
            throw new CharacterCodingException();
        }
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        byte[] encoded = target.split("\\?", 2)[0].getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] == '%') {
                decoded.write(escaped(encoded, i));
                i += 2;
            } else {
                decoded.write(encoded[i]);
            }
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(decoded.toByteArray()))
                .toString();
    }

    private static int escaped(byte[] encoded, int at) throws CharacterCodingException {
        if (at + 2 >= encoded.length
                || !HexFormat.isHexDigit(encoded[at + 1])
                || !HexFormat.isHexDigit(encoded[at + 2])) {
            throw new CharacterCodingException();
        }
        return HexFormat.fromHexDigit(encoded[at + 1]) << 4 | HexFormat.fromHexDigit(encoded[at + 2]);
    }

    /** Returns the text as sent if it is not UTF-8. */
    private static String utf8(@Nullable String bytes) {
        if (bytes == null) {
            return "";
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return bytes;
        }
    }

    /** The query as sent; empty if there is none. */
    String rawQuery() {
        int mark = target.indexOf('?');
        return mark < 0 ? "" : target.substring(mark + 1);
    }

    String header(String name, String absent) {
        return String.join(",", headers.getOrDefault(name, List.of(absent)));
    }
}
