package io.daybook.laptop.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Sends requests byte by byte, as no HTTP client of Java would. */
record RawHttp(int port) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** @param head the status line and the headers, whose names are in lower case */
    record Answer(String head, JsonNode body) {
        String status() {
            return head.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
        }
    }

    Answer send(String request) throws IOException {
        return send(request.getBytes(StandardCharsets.UTF_8));
    }

    Answer send(byte[] request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = answer.indexOf("\r\n\r\n");
            assertThat(end).as(answer).isPositive();
            return new Answer(lowerCaseNames(answer.substring(0, end + 2)), JSON.readTree(answer.substring(end + 4)));
        }
    }

    /** Names of headers are the same in any case. */
    private static String lowerCaseNames(String head) {
        return Pattern.compile("(?m)^[A-Za-z-]+:")
                .matcher(head)
                .replaceAll(name -> name.group().toLowerCase(Locale.ROOT));
    }
}
