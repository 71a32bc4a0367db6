package io.daybook.adapter.lambda.http;

import org.jspecify.annotations.Nullable;

/** Where the one line of each invocation goes. */
@FunctionalInterface
public interface InvocationLog {
    /** @param defect what a 500 hides from the client, else null */
    void finished(Entry entry, @Nullable Throwable defect);

    /**
     * What is worth knowing of every request; never a payload.
     *
     * @param route the method and the path's pattern, without ids
     */
    record Entry(String correlationId, String route, int status, String outcome, long millis) {}
}
