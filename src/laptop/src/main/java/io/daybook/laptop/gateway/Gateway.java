package io.daybook.laptop.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.daybook.laptop.authorizer.Authorizer;
import io.daybook.laptop.authorizer.Authorizer.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;
import org.jboss.logging.Logger;

/**
 * An HTTP API in front of the functions: asks the authorizer, finds the route, calls its function, writes the function's
 * answer back.
 */
public final class Gateway implements Request.Handler {
    /** The payload size quota of HTTP APIs (API Gateway developer guide, "Quotas for configuring HTTP APIs"). */
    static final int REQUEST_LIMIT_BYTES = 10 * 1024 * 1024;

    /** Runs functions by their exported name: an event in, an answer out. */
    @FunctionalInterface
    public interface Functions {
        JsonNode invoke(String function, JsonNode event) throws IOException;
    }

    private static final Logger LOG = Logger.getLogger(Gateway.class);

    private final Authorizer authorizer;
    private final Routes routes;
    private final Functions functions;
    /**
     * The class loader of the application that made this gateway. The server's threads are older than a reload, and
     * this class may have been loaded by a parent of that class loader.
     */
    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

    /** Each request in flight holds it for reading; closing the gateway takes it for writing and never releases it. */
    private final ReadWriteLock inFlight = new ReentrantReadWriteLock();

    private volatile boolean closed;

    public Gateway(Authorizer authorizer, Routes routes, Functions functions) {
        this.authorizer = authorizer;
        this.routes = routes;
        this.functions = functions;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        if (closed || !inFlight.readLock().tryLock()) {
            closeAfter(response);
            GatewayAnswer.message(503, "Service Unavailable").writeTo(response, callback);
            return true;
        }
        try (var written = Blocker.callback()) {
            answer(request, response).writeTo(response, written);
            written.block();
        } finally {
            inFlight.readLock().unlock();
        }
        callback.succeeded();
        return true;
    }

    /**
     * Takes no further request and waits for those in flight.
     *
     * @return whether all of them were finished in time
     */
    public boolean close(Duration patience) throws InterruptedException {
        closed = true;
        return inFlight.writeLock().tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void closeAfter(Response response) {
        response.getHeaders().put("connection", "close");
    }

    private GatewayAnswer answer(Request request, Response response) throws IOException {
        var in = Content.Source.asInputStream(request);
        byte[] body = in.readNBytes(REQUEST_LIMIT_BYTES + 1);
        if (body.length > REQUEST_LIMIT_BYTES) {
            // Most clients read an answer only after they have sent everything, so a bounded amount more is read.
            in.skip(REQUEST_LIMIT_BYTES);
            closeAfter(response);
        }
        return answer(GatewayRequest.of(request, body));
    }

    /** Nobody learns anything, not even that a path is wrong, before it is known who he is. */
    private GatewayAnswer answer(GatewayRequest request) {
        Optional<String> path = request.decodedPath();
        List<String> authorization = request.headers().getOrDefault("authorization", List.of());
        return switch (authorizer.judge(path.orElse(""), authorization)) {
            case Verdict.Unauthorized() -> GatewayAnswer.unauthorized();
            case Verdict.Forbidden() -> GatewayAnswer.problem(GatewayAnswer.ADMIN_IS_CLOSED);
            case Verdict.Admitted(var context) -> {
                if (request.body().length > REQUEST_LIMIT_BYTES) {
                    yield GatewayAnswer.message(413, "Request Entity Too Large");
                }
                yield path.map(decoded -> invoke(request, decoded, context))
                        .orElseGet(() -> GatewayAnswer.problem(GatewayAnswer.NO_REQUEST));
            }
        };
    }

    private GatewayAnswer invoke(GatewayRequest request, String path, JsonNode context) {
        Optional<Routes.Match> match = routes.match(request.method(), path);
        if (match.isEmpty()) {
            return GatewayAnswer.message(404, "Not Found");
        }
        String function = match.get().route().function();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            var call = new GatewayEvent.Call(UUID.randomUUID().toString(), Instant.now(), context);
            return GatewayAnswer.of(functions.invoke(function, GatewayEvent.of(request, path, match.get(), call)));
        } catch (Exception e) {
            LOG.error("The function " + function + " failed", e);
            return GatewayAnswer.message(500, "Internal Server Error");
        }
    }
}
