package io.daybook.laptop;

import io.quarkus.dev.console.DevConsoleManager;
import io.quarkus.dev.spi.HotReplacementContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * In dev mode, reloads the application at the first request after a source was edited, or shows why it does not
 * compile.
 *
 * <p>The first instance stays with the server as long as the JVM lives, while applications come and go behind it,
 * because the server that took the request that triggers a reload must also answer it. The server's classes are a
 * library's, whose class loader no reload touches. But the class loader of this class is closed by then, so this class
 * uses no class of the application that an ordinary request has not used.
 */
final class ReloadingHandler implements Request.Handler {
    /** The compiler's messages are coloured for a terminal. */
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");

    private final AtomicReference<Request.Handler> current;

    /**
     * Requests hold it for reading and a reload for writing, so that no request is in flight while the application
     * changes.
     */
    private final ReadWriteLock reload = new ReentrantReadWriteLock();

    private long lastScanNanos = System.nanoTime();

    ReloadingHandler(AtomicReference<Request.Handler> current) {
        this.current = current;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HotReplacementContext context = DevConsoleManager.getHotReplacementContext();
        @Nullable Throwable problem = scan(context, System.nanoTime());
        reload.readLock().lock();
        try {
            Request.Handler application = current.get();
            if (problem == null && application != null) {
                return application.handle(request, response, callback);
            }
            show(problem, response, callback);
            return true;
        } finally {
            reload.readLock().unlock();
        }
    }

    /**
     * Requests that wait for the same scan share it. A request that arrives after a scan has begun needs another one.
     */
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

    private static void show(@Nullable Throwable problem, Response response, Callback callback) {
        StringWriter text = new StringWriter();
        if (problem == null) {
            text.write("The application is not running; see its log");
        } else {
            problem.printStackTrace(new PrintWriter(text, true));
        }
        byte[] body = COLOUR.matcher(text.toString()).replaceAll("").getBytes(StandardCharsets.UTF_8);
        response.setStatus(500);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
