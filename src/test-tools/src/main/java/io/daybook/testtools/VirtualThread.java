package io.daybook.testtools;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** For work that hands over to virtual threads all the time, which costs little where it is in one itself. */
public final class VirtualThread {
    private VirtualThread() {}

    public static void run(Runnable work) {
        var _ = get(() -> {
            work.run();
            return true;
        });
    }

    public static <T> T get(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, Thread::startVirtualThread)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof AssertionError found) {
                throw found;
            }
            throw e;
        }
    }
}
