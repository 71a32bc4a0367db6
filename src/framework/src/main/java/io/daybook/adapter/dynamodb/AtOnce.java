package io.daybook.adapter.dynamodb;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Makes several requests at the same time, each in a virtual thread. */
public final class AtOnce {
    /** Enough to hide round trips, few enough for the connections of one client (50 by default). */
    public static final int REQUESTS_MAX = 16;

    private AtOnce() {}

    /**
     * Waits for all of them, even if one fails.
     *
     * @return the results in the order of the work
     * @throws RuntimeException the first one that the work throws
     */
    public static <T> List<T> all(List<Supplier<T>> work) {
        if (work.size() == 1) {
            return List.of(work.getFirst().get());
        }
        var permits = new Semaphore(REQUESTS_MAX);
        List<Future<T>> running;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            running = work.stream()
                    .map(each -> threads.submit(() -> permitted(permits, each)))
                    .toList();
        }
        return running.stream().map(AtOnce::result).toList();
    }

    private static <T> T permitted(Semaphore permits, Supplier<T> work) {
        permits.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }

    private static <T> T result(Future<T> done) {
        if (done.state() == Future.State.SUCCESS) {
            return done.resultNow();
        }
        switch (done.exceptionNow()) {
            case RuntimeException failure -> throw failure;
            case Error failure -> throw failure;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }
}
