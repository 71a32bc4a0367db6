package io.daybook.laptop.gateway;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** The listening HTTP server, reachable from this machine only. */
public final class LocalServer {
    private LocalServer() {}

    /** Listens on the preferred port, or on a free one where that is taken. */
    public static HttpServer open(int preferredPort, HttpHandler handler) throws IOException {
        // Without this, Nagle's algorithm and delayed acknowledgements hold small answers back for up to 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = bind(preferredPort);
        server.setExecutor(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("gateway-", 0).factory()));
        server.createContext("/", handler);
        server.start();
        return server;
    }

    private static HttpServer bind(int preferredPort) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try {
            return HttpServer.create(new InetSocketAddress(loopback, preferredPort), 0);
        } catch (BindException e) {
            return HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        }
    }
}
