package io.daybook.laptop.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.laptop.template.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CountDownLatch slowEntered = new CountDownLatch(1);
    private final CountDownLatch slowMayEnd = new CountDownLatch(1);
    private final Gateway gateway = Gateways.of(
            List.of(
                    new Route("POST", "/length", "length"),
                    new Route("GET", "/rich", "rich"),
                    new Route("HEAD", "/rich", "rich"),
                    new Route("GET", "/plain", "plain"),
                    new Route("GET", "/slow", "slow"),
                    new Route("GET", "/full", "full"),
                    new Route("GET", "/broken", "broken")),
            this::function);
    private LocalServer server;
    private HttpClient client;

    @BeforeEach
    void open() throws IOException {
        server = Gateways.open(gateway);
        client = HttpClient.newHttpClient();
    }

    @AfterEach
    void close() {
        slowMayEnd.countDown();
        client.close();
        server.close();
    }

    @Test
    void status_headers_cookies_and_body_of_the_answer_reach_the_client() throws Exception {
        HttpResponse<String> answer = get("/rich");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("hé");
        assertThat(answer.headers().allValues("x-one")).containsExactly("1");
        assertThat(answer.headers().allValues("x-two")).containsExactlyInAnyOrder("a", "b");
        assertThat(answer.headers().allValues("set-cookie")).containsExactlyInAnyOrder("k=v", "l=w");
        assertThat(answer.headers().allValues("content-length")).containsExactly("3");
    }

    @Test
    void a_result_without_a_status_is_the_body() throws Exception {
        HttpResponse<String> answer = get("/plain");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.body()).isEqualTo("{\"a\":1}");
    }

    /** In a project of its own, an application is reloaded above this class, and the server's threads are from before. */
    @Test
    void a_function_runs_with_the_class_loader_of_the_application_that_made_the_gateway() throws Exception {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        var seen = new CompletableFuture<ClassLoader>();
        try (var application = new URLClassLoader(new URL[0], before)) {
            thread.setContextClassLoader(application);
            var reloaded = Gateways.of(List.of(new Route("GET", "/plain", "plain")), (function, event) -> {
                seen.complete(Thread.currentThread().getContextClassLoader());
                return JSON.createObjectNode();
            });
            thread.setContextClassLoader(before);
            try (var other = Gateways.open(reloaded)) {
                client.send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + other.port() + "/plain"))
                                .build(),
                        BodyHandlers.ofString());
            }
            assertThat(seen.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isSameAs(application);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void head_gets_the_headers_and_no_body() throws Exception {
        HttpResponse<String> answer = client.send(
                request("/rich").method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("content-length")).contains("3");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void a_function_that_throws_is_answered_as_api_gateway_does() throws Exception {
        HttpResponse<String> answer = get("/broken");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }

    @Test
    void a_function_that_runs_out_of_memory_is_nothing_to_go_on_after() throws Exception {
        var deaths = new LinkedBlockingQueue<Throwable>();
        var before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, death) -> deaths.add(death));
        try {
            assertThat(get("/full").statusCode()).isEqualTo(500);
            assertThat(deaths.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(OutOfMemoryError.class);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void what_no_route_takes_is_not_found() throws Exception {
        HttpResponse<String> answer = get("/nowhere");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Not Found\"}");
    }

    @Test
    void ten_megabytes_are_taken_and_not_a_byte_more() throws Exception {
        HttpResponse<String> full = post("/length", new byte[Gateway.REQUEST_LIMIT_BYTES]);
        assertThat(full.statusCode()).isEqualTo(200);
        assertThat(full.body()).isEqualTo(Integer.toString(Gateway.REQUEST_LIMIT_BYTES));
        HttpResponse<String> over = post("/length", new byte[Gateway.REQUEST_LIMIT_BYTES + 1]);
        assertThat(over.statusCode()).isEqualTo(413);
        assertThat(over.body()).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
    }

    @Test
    void a_body_without_end_is_cut_off() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            OutputStream out = socket.getOutputStream();
            out.write("POST /length HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            CompletableFuture<Long> sent = CompletableFuture.supplyAsync(() -> sendWithoutEnd(out, chunk));
            InputStream in = socket.getInputStream();
            byte[] status = in.readNBytes("HTTP/1.1 413".length());
            assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
            assertThat(sent.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isLessThan(5L * Gateway.REQUEST_LIMIT_BYTES);
        }
    }

    @Test
    void closing_finishes_what_is_in_flight_and_refuses_what_comes_after() throws Exception {
        CompletableFuture<HttpResponse<String>> slow =
                client.sendAsync(request("/slow").build(), BodyHandlers.ofString());
        slowEntered.await();
        CompletableFuture<Boolean> closed = CompletableFuture.supplyAsync(this::closeGateway);
        while (get("/plain").statusCode() != 503) {
            assertThat(closed).isNotDone();
        }
        assertThat(closed).isNotDone();
        slowMayEnd.countDown();
        assertThat(slow.get().statusCode()).isEqualTo(204);
        assertThat(closed.get()).isTrue();
        assertThat(get("/plain").statusCode()).isEqualTo(503);
    }

    @Test
    void closing_waits_no_longer_than_it_is_told() throws Exception {
        CompletableFuture<HttpResponse<String>> slow =
                client.sendAsync(request("/slow").build(), BodyHandlers.ofString());
        slowEntered.await();
        assertThat(gateway.close(Duration.ofMillis(1))).isFalse();
        slowMayEnd.countDown();
        assertThat(slow.get().statusCode()).isEqualTo(204);
    }

    @Test
    void a_taken_port_gives_way_to_a_free_one() throws IOException {
        LocalServer second = LocalServer.open(port(), Gateways.HOSTS, gateway);
        assertThat(second.port()).isNotEqualTo(port());
        second.close();
    }

    private JsonNode function(String name, JsonNode event) throws IOException {
        return switch (name) {
            case "length" ->
                JSON.getNodeFactory().numberNode(event.path("body").asText().length());
            case "rich" -> JSON.readTree("""
                    {"statusCode": 201, "headers": {"X-One": "1", "Content-Length": "77", "X-None": null},
                     "multiValueHeaders": {"X-Two": ["a", "b"]}, "cookies": ["k=v", "l=w"],
                     "body": "aMOp", "isBase64Encoded": true}
                    """);
            case "plain" -> JSON.readTree("{\"a\":1}");
            case "slow" -> {
                slowEntered.countDown();
                awaitEnd();
                yield JSON.readTree("{\"statusCode\": 204}");
            }
            case "full" -> throw new OutOfMemoryError("that this test makes");
            default -> throw new IllegalStateException("broken on purpose");
        };
    }

    private void awaitEnd() {
        try {
            slowMayEnd.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean closeGateway() {
        try {
            return gateway.close(PATIENCE);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long sendWithoutEnd(OutputStream out, byte[] chunk) {
        long sentBytes = 0;
        try {
            while (true) {
                out.write(chunk);
                sentBytes += chunk.length;
            }
        } catch (IOException cutOff) {
            return sentBytes;
        }
    }

    private int port() {
        return server.port();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
                .timeout(PATIENCE);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, byte[] body) throws IOException, InterruptedException {
        return client.send(request(path).POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofString());
    }
}
