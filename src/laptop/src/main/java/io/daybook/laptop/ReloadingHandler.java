package io.daybook.laptop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.quarkus.dev.console.DevConsoleManager;
import io.quarkus.dev.spi.HotReplacementContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes an edited source live at the next request in dev mode, and shows what is wrong with it.
 *
 * <p>The first one stays with the server for as long as the JVM lives, while applications come and go behind it. By then
 * its own class loader is closed, so it uses no class that an ordinary request has not used.
 */
final class ReloadingHandler implements HttpHandler {
    /** The compiler's messages are coloured for a terminal. */
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");

    private final AtomicReference<HttpHandler> current;

    /** Requests read, a reload writes: no request is in flight while the application changes. */
    private final ReadWriteLock reload = new ReentrantReadWriteLock();

    private long lastScanNanos = System.nanoTime();

    ReloadingHandler(AtomicReference<HttpHandler> current) {
        this.current = current;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        HotReplacementContext context = DevConsoleManager.getHotReplacementContext();
        @Nullable Throwable problem = scan(context, System.nanoTime());
        reload.readLock().lock();
        try {
            HttpHandler application = current.get();
            if (problem == null && application != null) {
                application.handle(exchange);
            } else {
                show(exchange, problem);
            }
        } finally {
            reload.readLock().unlock();
        }
    }

    /** Requests that wait for the same scan share it; one that arrived after its begin needs a scan of its own. */
    private @Nullable Throwable scan(HotReplacementContext context, long arrivedNanos) {
        reload.writeLock().lock();
        try {
            if (lastScanNanos - arrivedNanos < 0) {
                lastScanNanos = System.nanoTime();
                context.doScan(true);
            }
            return context.getDeploymentProblem();
        } catch (Exception e) {
            return e;
        } finally {
            reload.writeLock().unlock();
        }
    }

    private static void show(HttpExchange exchange, @Nullable Throwable problem) throws IOException {
        StringWriter text = new StringWriter();
        if (problem == null) {
            text.write("The application is not running; see its log");
        } else {
            problem.printStackTrace(new PrintWriter(text, true));
        }
        byte[] body = COLOUR.matcher(text.toString()).replaceAll("").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", "text/plain; charset=utf-8");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(500, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
