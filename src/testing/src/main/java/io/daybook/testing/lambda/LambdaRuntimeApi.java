package io.daybook.testing.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for the HTTP interface between Lambda and the process that runs a function.
 *
 * <p>It serves one process, as in each of Lambda's execution environments. Source: Lambda developer guide, "Using the
 * Lambda runtime API for custom runtimes".
 */
public final class LambdaRuntimeApi implements AutoCloseable {
    static {
        // Otherwise each answer waits up to 40 ms for an acknowledgement. Read once, when the first server is created.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** Source: Lambda quotas, "Invocation payload (request and response)". */
    static final int RESPONSE_BYTES_MAX = 6 * 1024 * 1024;

    private static final String ROOT = "/2018-06-01/runtime/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String functionArn;
    private final Duration timeout;
    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Invocation> running = new ConcurrentHashMap<>();
    private final CompletableFuture<Instant> initialized = new CompletableFuture<>();
    private volatile @Nullable String broken;

    private LambdaRuntimeApi(String functionArn, Duration timeout) throws IOException {
        this.functionArn = functionArn;
        this.timeout = timeout;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.setExecutor(executor);
        server.start();
    }

    /** @param timeout the function's; it begins when its process takes the event */
    public static LambdaRuntimeApi start(String functionName, Duration timeout) throws IOException {
        return new LambdaRuntimeApi("arn:aws:lambda:us-east-1:123456789012:function:" + functionName, timeout);
    }

    private record Invocation(String id, String event, CompletableFuture<Reply> reply) {}

    /** The value of {@code AWS_LAMBDA_RUNTIME_API}. */
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** When the process first asked for an event; fails if that can no longer happen. */
    public CompletableFuture<Instant> initialized() {
        return initialized;
    }

    /**
     * Queues an event.
     *
     * @param event any JSON
     * @return fails with a {@link LambdaBrokenException} if there will be no answer
     */
    public CompletableFuture<Reply> invoke(String event) {
        var invocation = new Invocation(UUID.randomUUID().toString(), event, new CompletableFuture<>());
        running.put(invocation.id(), invocation);
        waiting.add(invocation);
        if (broken != null) {
            fail(broken);
        }
        return invocation.reply();
    }

    /** Ends every wait, now and later. The first reason is kept, because later ones are its consequences. */
    public synchronized void fail(String reason) {
        if (broken == null) {
            broken = reason;
        }
        var failure = new LambdaBrokenException(broken);
        initialized.completeExceptionally(failure);
        running.values().forEach(invocation -> invocation.reply().completeExceptionally(failure));
    }

    @Override
    public void close() {
        fail("The Runtime API is closed");
        executor.shutdownNow();
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var request = exchange.getRequestMethod() + " " + path;
            var parts = path.substring(Math.min(ROOT.length(), path.length())).split("/", -1);
            if (request.equals("GET " + ROOT + "invocation/next")) {
                next(exchange);
            } else if (request.equals("POST " + ROOT + "init/error")) {
                var failed = failed(exchange);
                send(exchange, 202, "{\"status\":\"OK\"}");
                fail("Init error: " + failed.type() + ": " + failed.message());
            } else if (request.startsWith("POST " + ROOT + "invocation/") && parts.length == 3) {
                finish(exchange, parts[1], parts[2]);
            } else {
                send(exchange, 404, "{\"errorType\":\"NotFound\"}");
            }
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        initialized.complete(Instant.now());
        Invocation invocation;
        try {
            invocation = waiting.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
        headers.set(
                "Lambda-Runtime-Deadline-Ms",
                Long.toString(Instant.now().plus(timeout).toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
        headers.set("Lambda-Runtime-Trace-Id", traceId(invocation));
        send(exchange, 200, invocation.event());
    }

    private void finish(HttpExchange exchange, String id, String ending) throws IOException {
        var invocation = running.get(id);
        if (invocation == null || !(ending.equals("response") || ending.equals("error"))) {
            send(exchange, 400, "{\"errorType\":\"InvalidRequestID\"}");
            return;
        }
        Reply reply;
        if (ending.equals("error")) {
            reply = failed(exchange);
        } else {
            var body = exchange.getRequestBody().readNBytes(RESPONSE_BYTES_MAX + 1);
            if (body.length > RESPONSE_BYTES_MAX) {
                send(exchange, 413, "{\"errorType\":\"Function.ResponseSizeTooLarge\"}");
                invocation.reply().complete(new Reply.Failed("Function.ResponseSizeTooLarge", "over 6 MB"));
                return;
            }
            reply = new Reply.Answered(body.length == 0 ? JSON.nullNode() : JSON.readTree(body));
        }
        running.remove(id);
        send(exchange, 202, "{\"status\":\"OK\"}");
        invocation.reply().complete(reply);
    }

    private static Reply.Failed failed(HttpExchange exchange) throws IOException {
        var type = exchange.getRequestHeaders().getFirst("Lambda-Runtime-Function-Error-Type");
        JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        return new Reply.Failed(
                body.path("errorType").asText(type == null ? "" : type),
                body.path("errorMessage").asText());
    }

    /** As X-Ray writes it; the root repeats the invocation's id, so that a log can be followed. */
    private static String traceId(Invocation invocation) {
        var hex = invocation.id().replace("-", "");
        return "Root=1-%s-%s;Parent=%s;Sampled=0".formatted(hex.substring(0, 8), hex.substring(8), hex.substring(16));
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
