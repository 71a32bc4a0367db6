package io.daybook.adapter.lambda.http;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes one line for each request. */
@FunctionalInterface
public interface InvocationLog {
    /** @param defect the exception that a 500, 503 or 429 hides from the client; null if the answer says everything */
    void finished(Entry entry, @Nullable Throwable defect);

    /** Runs an invocation. The log may count what it uses until its line is written. */
    default <T> T during(Supplier<T> invocation) {
        return invocation.get();
    }

    /**
     * What the log says about a request; never a payload.
     *
     * @param route the method and the path's pattern, without ids
     */
    record Entry(String correlationId, String route, int status, String outcome, long millis) {}
}
