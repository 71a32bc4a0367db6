package io.daybook.adapter.lambda.http;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where the one line of each invocation goes. */
@FunctionalInterface
public interface InvocationLog {
    /** @param defect what a 500, 503 or 429 hides from the client; null where the answer says all */
    void finished(Entry entry, @Nullable Throwable defect);

    /** Runs an invocation, of whose use the log may keep count until its line is written. */
    default <T> T during(Supplier<T> invocation) {
        return invocation.get();
    }

    /**
     * What is worth knowing of every request; never a payload.
     *
     * @param route the method and the path's pattern, without ids
     */
    record Entry(String correlationId, String route, int status, String outcome, long millis) {}
}
