package io.daybook.testtools;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Does something in several threads that all begin at the same moment. */
public final class Race {
    private Race() {}

    /** Returns what each runner returned, in the order of their numbers. */
    public static <T> List<T> of(int runners, IntFunction<T> run) {
        var start = new CyclicBarrier(runners);
        try (var threads = Executors.newFixedThreadPool(runners)) {
            var futures = new ArrayList<Future<T>>();
            for (int runner = 0; runner < runners; runner++) {
                int number = runner;
                futures.add(threads.submit(() -> {
                    start.await();
                    return run.apply(number);
                }));
            }
            var results = new ArrayList<T>();
            for (var future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("a runner failed", e);
        }
    }
}
