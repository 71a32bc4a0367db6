package io.daybook.kernel.feed;

import io.daybook.kernel.consume.BatchConsumer;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Delivers to the generations that are not read, after those that are. It waits for at most two seconds, and ignores
 * their failures, because the next pass over the generation makes up for them.
 */
public final class BesideFeed {
    static final Duration WAIT_MAX = Duration.ofSeconds(2);

    private final List<GenerationConsumers> projections;
    private final InstantSource clock;
    /** Generations that have not finished an earlier delivery. They get no other until then. */
    private final Set<StreamConsumer> busy = ConcurrentHashMap.newKeySet();

    public BesideFeed(List<GenerationConsumers> projections, InstantSource clock) {
        this.projections = List.copyOf(projections);
        this.clock = clock;
    }

    /** @param delivered by stream */
    public void feed(Map<StreamName, List<Commit>> delivered) {
        var beside = new ArrayList<StreamConsumer>();
        try {
            projections.forEach(projection -> beside.addAll(projection.beside()));
        } catch (StoreException e) {
            return;
        }
        beside.removeIf(consumer -> !busy.add(consumer));
        if (beside.isEmpty()) {
            return;
        }
        var deadline = Deadline.at(clock.instant().plus(WAIT_MAX), clock);
        var left = new CountDownLatch(beside.size());
        for (var consumer : beside) {
            Thread.startVirtualThread(() -> {
                try {
                    feed(consumer, delivered, deadline);
                } catch (RuntimeException | Error e) {
                    // A pass meets it again, and says what it was.
                } finally {
                    busy.remove(consumer);
                    left.countDown();
                }
            });
        }
        await(left);
    }

    private static void feed(StreamConsumer consumer, Map<StreamName, List<Commit>> delivered, Deadline deadline) {
        var followed = new HashMap<>(delivered);
        followed.keySet().removeIf(stream -> !consumer.follows(stream));
        if (consumer instanceof BatchConsumer batch) {
            batch.apply(followed, deadline);
        } else {
            followed.forEach((stream, commits) -> consumer.apply(stream, commits, deadline));
        }
    }

    private static void await(CountDownLatch left) {
        try {
            var _ = left.await(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
