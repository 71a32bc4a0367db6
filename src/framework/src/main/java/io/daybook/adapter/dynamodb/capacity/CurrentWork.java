package io.daybook.adapter.dynamodb.capacity;

import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The piece of work that a thread is at. Threads that it starts are at it, too. An executor whose threads serve several
 * pieces of work must be {@linkplain #carrying carrying}. (Scoped values are inherited only within structured
 * concurrency, which is a preview in Java 25.) Keep an instance in a static field.
 */
public final class CurrentWork<W> {
    @SuppressWarnings("ThreadLocalUsage") // Each instance is in a static field.
    private final InheritableThreadLocal<@Nullable W> current = new InheritableThreadLocal<>();

    /** Null if this thread is at none. */
    public @Nullable W get() {
        return current.get();
    }

    public <T> T during(@Nullable W work, Supplier<T> body) {
        var before = current.get();
        current.set(work);
        try {
            return body.get();
        } finally {
            current.set(before);
        }
    }

    /** An executor whose tasks belong to the work that submits them, whichever thread runs them. */
    public Executor carrying(Executor executor) {
        return task -> {
            var work = current.get();
            executor.execute(() -> during(work, () -> {
                task.run();
                return true;
            }));
        };
    }
}
