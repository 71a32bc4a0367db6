package io.daybook.laptop.gateway;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * The listening HTTP server, reachable from this machine only. It refuses what is not an HTTP request and what was not
 * meant for this machine, and hands everything else to its handler, each request in a virtual thread.
 *
 * @param jetty the server itself
 */
public record LocalServer(Server jetty) implements AutoCloseable {
    /**
     * The limit for the request line and all headers together. Source: API Gateway developer guide, "Quotas for
     * configuring HTTP APIs".
     */
    static final int HEAD_LIMIT_BYTES = 10_240;

    /** One for the selector, and a few to take over from it; requests run in virtual threads. */
    private static final int PLATFORM_THREADS_MAX = 8;

    /** Listens on the preferred port, or on a free one if that is taken. */
    public static LocalServer open(int preferredPort, OwnHosts hosts, Request.Handler handler) throws IOException {
        var threads = new QueuedThreadPool(PLATFORM_THREADS_MAX);
        threads.setName("gateway");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("gateway-", 0).factory()));
        var server = new Server(threads);
        server.setHandler(new Front(hosts, handler));
        server.setErrorHandler(new RefusedRequests());
        var connector = new Connector(server);
        server.addConnector(connector);
        listen(connector, preferredPort);
        try {
            server.start();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
        return new LocalServer(server);
    }

    public int port() {
        return ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
    }

    @Override
    public void close() {
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the gateway's server does not stop", e);
        }
    }

    private static void listen(ServerConnector connector, int preferredPort) throws IOException {
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.setPort(preferredPort);
        try {
            connector.open();
        } catch (IOException e) {
            if (!(e instanceof BindException) && !(e.getCause() instanceof BindException)) {
                throw e;
            }
            connector.setPort(0);
            connector.open();
        }
    }

    private static HttpConfiguration configuration() {
        var configuration = new HttpConfiguration();
        configuration.setRequestHeaderSize(HEAD_LIMIT_BYTES);
        configuration.setSendServerVersion(false);
        // Otherwise "Accept: TEXT/PLAIN" would be handed over in the spelling that was received first.
        configuration.setHeaderCacheCaseSensitive(true);
        // The routes, and the functions behind them, decide what a path may contain.
        configuration.setUriCompliance(
                UriCompliance.from(EnumSet.complementOf(EnumSet.of(UriCompliance.Violation.FRAGMENT))));
        return configuration;
    }

    /** The first handler of each request. */
    private static final class Front extends Handler.Abstract {
        private final OwnHosts hosts;
        private final Request.Handler handler;

        Front(OwnHosts hosts, Request.Handler handler) {
            this.hosts = hosts;
            this.handler = handler;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            if (!hosts.admit(request)) {
                // Most clients read an answer only after they have sent everything.
                Content.Source.asInputStream(request).skip(Gateway.REQUEST_LIMIT_BYTES);
                GatewayAnswer.problem(GatewayAnswer.NOT_FROM_HERE).writeTo(response, callback);
                return true;
            }
            try {
                return handler.handle(request, response, callback);
            } catch (OutOfMemoryError e) {
                // Any part of this process may be broken now, so it must not go on.
                uncaught(e);
                throw e;
            }
        }
    }

    private static final class Connector extends ServerConnector {
        Connector(Server server) {
            super(server, null, null, null, 0, 1, new HttpConnectionFactory(configuration()));
            // A debugger may hold a request as long as it likes.
            setIdleTimeout(0);
        }

        @Override
        protected SelectorManager newSelectorManager(Executor executor, Scheduler scheduler, int selectors) {
            return new ServerConnectorManager(executor, scheduler, selectors) {
                @Override
                protected ManagedSelector newSelector(int id) {
                    return new ManagedSelector(this, id) {
                        @Override
                        protected void onSelectFailed(Throwable cause) {
                            // Without its only selector, the server would listen but never answer.
                            uncaught(new AssertionError("the gateway cannot take requests any more", cause));
                        }
                    };
                }
            };
        }
    }

    private static void uncaught(Error error) {
        var thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, error);
    }
}
