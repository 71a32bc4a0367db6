package io.daybook.adapter.lambda.http;

import org.jspecify.annotations.Nullable;

/** Writes one line for each request. */
@FunctionalInterface
public interface InvocationLog {
    /** @param defect the exception that a 500, 503 or 429 hides from the client; null if the answer says everything */
    void finished(Entry entry, @Nullable Throwable defect);

    /**
     * Says what everything that happens until the end belongs to.
     *
     * @param correlationId of the request
     */
    default void began(String correlationId) {}

    /**
     * What the log says about a request; never a payload.
     *
     * @param route the method and the path's pattern, without ids
     */
    record Entry(String correlationId, String route, int status, String outcome, long millis) {}
}
