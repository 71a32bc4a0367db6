package io.daybook.laptop.pump;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.daybook.kernel.job.Ring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the queue of jobs and its event source mapping: one message for each invocation. A ring for a segment that
 * waits already is dropped if it is due no sooner.
 */
public final class JobQueue {
    private static final Logger LOG = Logger.getLogger(JobQueue.class);

    /** In the cloud, the time that a message is invisible. */
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(2);

    private final DelayQueue<Waiting> waiting = new DelayQueue<>();
    private final Map<Ring, Waiting> next = new HashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Duration againAfter;
    private volatile boolean isStopping;

    public JobQueue() {
        this(AGAIN_AFTER);
    }

    /** @param againAfter how long after an invocation that failed the next one is begun */
    JobQueue(Duration againAfter) {
        this.againAfter = againAfter;
    }

    private record Waiting(@Nullable Ring ring, long atNanos) implements Delayed {
        static Waiting of(@Nullable Ring ring, Duration after) {
            return new Waiting(ring, System.nanoTime() + after.toNanos());
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(atNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    public void ring(Ring ring, Duration after) {
        var due = Waiting.of(ring, after);
        if (isNext(ring, due)) {
            waiting.add(due);
        }
    }

    private synchronized boolean isNext(Ring ring, Waiting due) {
        var before = next.get(ring);
        if (before != null && before.atNanos() - due.atNanos() <= 0) {
            return false;
        }
        next.put(ring, due);
        return true;
    }

    /** @return false if another ring for the same segment was due sooner */
    private synchronized boolean take(Ring ring, Waiting due) {
        return next.remove(ring, due);
    }

    /**
     * Begins to call a function.
     *
     * @param atOnceMax how many of its invocations run at the same time
     */
    public void start(String function, Functions functions, int atOnceMax) {
        for (int number = 0; number < atOnceMax; number++) {
            threads.add(
                    Thread.ofVirtual().name("jobs-" + function + "-" + number).start(() -> work(function, functions)));
        }
    }

    private void work(String function, Functions functions) {
        while (!isStopping) {
            try {
                var due = waiting.take();
                var ring = due.ring();
                if (ring != null && !isStopping && take(ring, due)) {
                    invoke(function, functions, ring);
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void invoke(String function, Functions functions, Ring ring) {
        var event = JsonNodeFactory.instance.objectNode();
        event.putArray("Records")
                .addObject()
                .put("messageId", UUID.randomUUID().toString())
                .put("body", ring.toText())
                .put("eventSource", "aws:sqs");
        try {
            if (!functions.invoke(function, event).path("batchItemFailures").isEmpty()) {
                ring(ring, againAfter);
            }
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) { // As with a batch, the next invocation starts afresh.
            if (!isStopping) {
                LOG.error("The function " + function + " failed", e);
                ring(ring, againAfter);
            }
        }
    }

    /**
     * Begins no further invocation and waits for those in flight.
     *
     * @return whether all of them were finished in time; the others are interrupted
     */
    public boolean stop(Duration patience) throws InterruptedException {
        isStopping = true;
        threads.forEach(thread -> waiting.add(Waiting.of(null, Duration.ZERO)));
        long endNanos = System.nanoTime() + patience.toNanos();
        boolean inTime = true;
        for (var thread : threads) {
            inTime &= thread.join(Duration.ofNanos(Math.max(0, endNanos - System.nanoTime())));
        }
        threads.forEach(Thread::interrupt);
        return inTime;
    }
}
