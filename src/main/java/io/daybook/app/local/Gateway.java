package io.daybook.app.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jboss.logging.Logger;

/** An HTTP API in front of the functions: finds the route, calls its function, writes the function's answer back. */
final class Gateway implements HttpHandler {
    /** The payload size quota of HTTP APIs (API Gateway developer guide, "Quotas for configuring HTTP APIs"). */
    static final int REQUEST_LIMIT_BYTES = 10 * 1024 * 1024;

    private static final Logger LOG = Logger.getLogger(Gateway.class);

    private final Routes routes;
    private final LocalLambda lambda;
    private final ClassLoader loader = Gateway.class.getClassLoader();

    /** Held for reading by each request in flight, for writing once the gateway is closed. */
    private final ReadWriteLock inFlight = new ReentrantReadWriteLock();

    private volatile boolean closed;

    Gateway(Routes routes, LocalLambda lambda) {
        this.routes = routes;
        this.lambda = lambda;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        inFlight.readLock().lock();
        try (exchange) {
            if (closed) {
                exchange.getResponseHeaders().set("connection", "close");
                GatewayAnswer.message(503, "Service Unavailable").writeTo(exchange);
            } else {
                answer(exchange);
            }
        } finally {
            inFlight.readLock().unlock();
        }
    }

    /**
     * Takes no further request and waits for those in flight.
     *
     * @return whether all of them were finished in time
     */
    boolean close(Duration patience) throws InterruptedException {
        closed = true;
        boolean finished = inFlight.writeLock().tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (finished) {
            inFlight.writeLock().unlock();
        }
        return finished;
    }

    private void answer(HttpExchange exchange) throws IOException {
        InputStream in = exchange.getRequestBody();
        byte[] body = in.readNBytes(REQUEST_LIMIT_BYTES + 1);
        if (body.length > REQUEST_LIMIT_BYTES) {
            // Most clients read an answer only after they have sent all, so a little more is taken in, but not without
            // end.
            in.skip(REQUEST_LIMIT_BYTES);
            exchange.getResponseHeaders().set("connection", "close");
            GatewayAnswer.message(413, "Request Entity Too Large").writeTo(exchange);
            return;
        }
        invoke(GatewayRequest.of(exchange, body)).writeTo(exchange);
    }

    private GatewayAnswer invoke(GatewayRequest request) {
        Optional<Routes.Match> match = routes.match(request.method(), request.path());
        if (match.isEmpty()) {
            return GatewayAnswer.message(404, "Not Found");
        }
        String function = match.get().route().function();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            return GatewayAnswer.of(lambda.invoke(
                    function,
                    GatewayEvent.of(request, match.get(), UUID.randomUUID().toString(), Instant.now())));
        } catch (Exception e) {
            LOG.errorf(e, "The function %s failed", function);
            return GatewayAnswer.message(500, "Internal Server Error");
        }
    }
}
