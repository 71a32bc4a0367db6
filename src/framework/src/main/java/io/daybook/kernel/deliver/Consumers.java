package io.daybook.kernel.deliver;

import io.daybook.kernel.consume.BatchConsumer;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.PoisonException;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.StoreException;
import io.daybook.kernel.operate.Instructions;
import io.daybook.kernel.signal.Signals;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Delivers what was appended to every consumer of its category, parks poisoned streams, and returns unfinished ones.
 */
public final class Consumers {
    private final List<StreamConsumer> consumers;
    private final Parking parking;
    private final int streamsAtOnceMax;
    private final FailureListener failures;
    private final Signals signals;
    private final Instructions instructions;

    /** Measures nothing, and has no operators. */
    public Consumers(
            List<StreamConsumer> consumers,
            ParkedStreams parked,
            InstantSource clock,
            int streamsAtOnceMax,
            FailureListener failures) {
        this(consumers, parked, clock, streamsAtOnceMax, failures, Signals.NONE, Instructions.none());
    }

    /**
     * Delivers to these consumers.
     *
     * @param streamsAtOnceMax how many streams are worked on at the same time
     * @param instructions what operators decided
     */
    public Consumers(
            List<StreamConsumer> consumers,
            ParkedStreams parked,
            InstantSource clock,
            int streamsAtOnceMax,
            FailureListener failures,
            Signals signals,
            Instructions instructions) {
        this.consumers = List.copyOf(consumers);
        this.parking = new Parking(parked, clock, failures);
        this.streamsAtOnceMax = streamsAtOnceMax;
        this.failures = failures;
        this.signals = signals;
        this.instructions = instructions;
    }

    /**
     * Delivers a batch to all consumers. The streams of those that are paused are marked instead, so that nothing is lost
     * however long the pause is.
     *
     * @param commits by stream; an empty list means all that the event store has
     * @return the streams that at least one consumer has not finished, with a reason: deliver them again
     */
    public Map<StreamName, String> deliver(Map<StreamName, List<Commit>> commits, Deadline deadline) {
        var delivery = new Delivery(commits, deadline);
        Set<String> paused;
        try {
            paused = instructions.paused();
        } catch (StoreException e) {
            delivery.postponeAll(Progress.Postponed.because(e));
            return delivery.unfinished();
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var consumer : consumers) {
                var followed = new HashMap<>(commits);
                followed.keySet().removeIf(stream -> !consumer.follows(stream));
                if (paused.contains(consumer.name())) {
                    followed.keySet().forEach(stream -> threads.execute(() -> delivery.leave(consumer, stream)));
                } else if (consumer instanceof BatchConsumer batch) {
                    if (!followed.isEmpty()) {
                        threads.execute(() ->
                                delivery.hand(batch, followed, () -> instructions.apply(batch, followed, deadline)));
                    }
                } else {
                    followed.forEach((stream, delivered) -> threads.execute(() -> delivery.hand(
                            consumer,
                            Map.of(stream, delivered),
                            () -> Map.of(stream, instructions.apply(consumer, stream, delivered, deadline)))));
                }
            }
        }
        return delivery.unfinished();
    }

    /** One batch that is being delivered. */
    private final class Delivery {
        private final Map<StreamName, List<Commit>> commits;
        private final Deadline deadline;
        private final Semaphore places = new Semaphore(streamsAtOnceMax);
        private final Map<StreamName, String> unfinished = new ConcurrentHashMap<>();
        private final ConcurrentLinkedQueue<Error> errors = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean postponementTold = new AtomicBoolean();

        Delivery(Map<StreamName, List<Commit>> commits, Deadline deadline) {
            this.commits = commits;
            this.deadline = deadline;
        }

        /** @throws Error the first one that a consumer ended with, because the process may be broken */
        Map<StreamName, String> unfinished() {
            var error = errors.poll();
            if (error != null) {
                errors.forEach(error::addSuppressed);
                throw error;
            }
            return Map.copyOf(unfinished);
        }

        /** @param work the consumer's, on what was delivered */
        void hand(
                StreamConsumer consumer,
                Map<StreamName, List<Commit>> delivered,
                Supplier<Map<StreamName, Progress>> work) {
            inPlace(
                    consumer,
                    delivered.keySet(),
                    () -> signals.consuming(
                            consumer.name(), delivered, () -> settle(consumer, work.get(), delivered.keySet())));
        }

        /** The consumer is paused. */
        void leave(StreamConsumer consumer, StreamName stream) {
            inPlace(consumer, Set.of(stream), () -> {
                try {
                    parking.leave(consumer, stream);
                } catch (StoreException e) {
                    postpone(consumer, stream, Progress.Postponed.because(e));
                }
            });
        }

        private void inPlace(StreamConsumer consumer, Collection<StreamName> streams, Runnable work) {
            places.acquireUninterruptibly();
            try {
                if (deadline.hasPassed()) {
                    streams.forEach(stream -> postpone(consumer, stream, Progress.Postponed.LATE));
                    return;
                }
                work.run();
            } catch (RuntimeException e) {
                tell(FailureListener.Kind.DEFECT, consumer, streams.iterator().next(), e);
                streams.forEach(stream -> postpone(consumer, stream, new Progress.Postponed(e.toString())));
            } catch (Error e) {
                errors.add(e);
            } finally {
                places.release();
            }
        }

        /** @return the streams of which everything is applied */
        private Set<StreamName> settle(
                StreamConsumer consumer, Map<StreamName, Progress> progress, Set<StreamName> streams) {
            var applied = new HashSet<StreamName>();
            for (var stream : streams) {
                switch (Objects.requireNonNull(progress.get(stream))) {
                    case Progress.Applied() -> applied.add(stream);
                    case Progress.Postponed postponed -> postpone(consumer, stream, postponed);
                    case Progress.Poisoned poisoned -> park(consumer, stream, poisoned);
                }
            }
            return applied;
        }

        /** A missing table postpones every stream for every consumer, so it is reported once. */
        private void postpone(StreamConsumer consumer, StreamName stream, Progress.Postponed postponed) {
            unfinished.putIfAbsent(stream, consumer.name() + ": " + postponed.why());
            if (postponed.cause() != null && postponementTold.compareAndSet(false, true)) {
                tell(FailureListener.Kind.POSTPONED, consumer, stream, postponed.cause());
            }
        }

        /** It is not known which consumers are paused, so nothing is delivered. */
        void postponeAll(Progress.Postponed postponed) {
            for (var consumer : consumers) {
                commits.keySet().stream()
                        .filter(consumer::follows)
                        .forEach(stream -> postpone(consumer, stream, postponed));
            }
        }

        private void tell(
                FailureListener.Kind kind, StreamConsumer consumer, StreamName stream, RuntimeException cause) {
            var error = PoisonException.describe(cause);
            failures.failed(new FailureListener.Failure(
                    kind, consumer.name(), stream, 0, correlationIdAt(stream, 0), error, cause));
        }

        /** Of the commit with this version, or of the first that was delivered. */
        private @Nullable String correlationIdAt(StreamName stream, long version) {
            var delivered = commits.getOrDefault(stream, List.of());
            return delivered.stream()
                    .filter(commit -> commit.firstVersion() <= version && version <= commit.lastVersion())
                    .findFirst()
                    .or(() -> delivered.stream().findFirst())
                    .map(commit -> commit.metadata().correlationId())
                    .orElse(null);
        }

        private void park(StreamConsumer consumer, StreamName stream, Progress.Poisoned poisoned) {
            try {
                parking.park(consumer, stream, poisoned, correlationIdAt(stream, poisoned.version()));
            } catch (StoreException e) {
                postpone(consumer, stream, new Progress.Postponed(e.toString(), e));
            }
        }
    }
}
