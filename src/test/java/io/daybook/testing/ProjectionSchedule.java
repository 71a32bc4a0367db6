package io.daybook.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.consume.Consumers;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.ParkedStreams;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.project.IndexKey;
import io.daybook.kernel.project.MultiStreamProjector;
import io.daybook.kernel.project.Projector;
import io.daybook.kernel.project.ReadTables;
import io.daybook.kernel.store.Backoff;
import io.daybook.kernel.store.CommitPage;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.StoreUnavailableException;
import io.daybook.testing.Notes.Event;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One random schedule of the read side: commits of several streams, whose records are repeated, reordered, delayed,
 * dropped and delivered to two instances at once, which meet with faults of storage and crash between any two of their
 * calls. At the end every row, key, entry, sum and cursor equals a fold of the event store from scratch.
 *
 * <p>In turns, a second delivery takes place whole between two calls of the first, all in one thread, so that a seed is
 * exactly repeatable; in threads, deliveries really take place at once.
 */
public final class ProjectionSchedule {
    private static final int INSTANCES = 2;
    private static final int STREAMS_MAX = 5;
    private static final int NESTED_MAX = 2;
    private static final int DELIVERIES_AT_THE_END_MAX = 10;

    private final Random random;
    private final EventStore store;
    private final ReadTables tables;
    private final ParkedStreams parked;
    private final int rowsMax;
    private final boolean inThreads;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final Notes.View view = new Notes.View("view-" + run);
    private final Notes.Sums sums = new Notes.Sums("sums-" + run, 1);
    private final Notes.Sums parts = new Notes.Sums("parts-" + run, IndexKey.PARTS);
    private final List<StreamName> streams;
    private final List<Commit> appended = new ArrayList<>();
    private final List<Commit> waiting = Collections.synchronizedList(new ArrayList<>());
    private final List<Consumers> instances = new ArrayList<>();
    private final List<List<StreamConsumer>> consumers = new ArrayList<>();
    private boolean faulty = true;
    private int nested;

    /**
     * @param rowsMax how many rows one event may add to at most; with 100 and more, some take several transactions
     * @param inThreads whether deliveries take place at once, or in turns
     */
    public ProjectionSchedule(
            Random random, EventStore store, ReadTables tables, ParkedStreams parked, int rowsMax, boolean inThreads) {
        this.random = random;
        this.store = store;
        this.tables = tables;
        this.parked = parked;
        this.rowsMax = rowsMax;
        this.inThreads = inThreads;
        this.streams = Stream.generate(Notes::newStream)
                .limit(1 + random.nextInt(STREAMS_MAX))
                .toList();
    }

    /** A process crashed: nothing of it is left but what it had stored. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    public void run(int steps) {
        for (int number = 0; number < INSTANCES; number++) {
            consumers.add(List.of());
            instances.add(start(number));
        }
        for (int step = 0; step < steps; step++) {
            if (random.nextInt(3) > 0) {
                append();
            } else if (inThreads) {
                Race.of(INSTANCES, number -> deliver(number, batch()));
            } else {
                deliver(random.nextInt(INSTANCES), batch());
            }
        }
        faulty = false;
        heal();
        var check = new ProjectionCheck(store, tables, streams);
        check.view(view);
        check.sums(sums);
        check.sums(parts);
    }

    private void append() {
        var stream = streams.get(random.nextInt(streams.size()));
        var events =
                IntStream.range(0, 1 + random.nextInt(4)).mapToObj(n -> event()).toArray(Event[]::new);
        var commit = Notes.append(store, stream, events);
        appended.add(commit);
        // Dropped, or delivered more than once.
        int copies = random.nextInt(6) == 0 ? 0 : random.nextInt(6) == 0 ? 2 : 1;
        for (int copy = 0; copy < copies; copy++) {
            waiting.add(random.nextInt(waiting.size() + 1), commit);
        }
    }

    private Event event() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> new Event.Written("text " + random.nextInt(5));
            case 3, 4 ->
                new Event.Tagged(IntStream.range(0, random.nextInt(5))
                        .mapToObj(n -> "tag" + random.nextInt(8))
                        .distinct()
                        .toList());
            case 5 -> new Event.Erased();
            case 6 -> new Event.Seen();
            case 7 -> new Event.Counted(rows(1 + random.nextInt(rowsMax)), random.nextInt(1_000));
            default -> new Event.Counted(rows(1 + random.nextInt(3)), random.nextInt(1_000));
        };
    }

    private List<String> rows(int count) {
        return IntStream.range(0, count).mapToObj("row%03d"::formatted).toList();
    }

    /** Some of what waits, and sometimes something from long ago. */
    private List<Commit> batch() {
        var batch = new ArrayList<Commit>();
        synchronized (waiting) {
            for (int record = random.nextInt(10); record > 0 && !waiting.isEmpty(); record--) {
                batch.add(waiting.remove(random.nextInt(waiting.size())));
            }
        }
        if (!appended.isEmpty() && random.nextInt(4) == 0) {
            batch.add(appended.get(random.nextInt(appended.size())));
        }
        return batch;
    }

    /** Delivers a batch as Lambda does: what is not done waits again. */
    private boolean deliver(int number, List<Commit> batch) {
        var byStream = new HashMap<StreamName, List<Commit>>();
        batch.forEach(commit -> byStream.computeIfAbsent(commit.stream(), name -> new ArrayList<>())
                .add(commit));
        try {
            var unfinished = inThreads
                    ? instances.get(number).deliver(byStream, deadline()).keySet()
                    : inTurns(number, byStream);
            batch.stream()
                    .filter(commit -> unfinished.contains(commit.stream()))
                    .forEach(waiting::add);
            return unfinished.isEmpty();
        } catch (Crash e) {
            waiting.addAll(batch);
            instances.set(number, start(number));
            return false;
        }
    }

    /** The same as {@link Consumers}, but one after the other. */
    private Set<StreamName> inTurns(int number, Map<StreamName, List<Commit>> byStream) {
        var unfinished = new HashSet<StreamName>();
        var deadline = deadline();
        for (var consumer : consumers.get(number)) {
            var progress = new HashMap<StreamName, Progress>();
            if (consumer.coalesces()) {
                progress.putAll(consumer.apply(byStream, deadline));
            } else {
                byStream.forEach(
                        (stream, commits) -> progress.putAll(consumer.apply(Map.of(stream, commits), deadline)));
            }
            progress.forEach((stream, outcome) -> {
                if (!(outcome instanceof Progress.Applied)) {
                    unfinished.add(stream);
                }
            });
        }
        return unfinished;
    }

    /** Sometimes the time is over after some steps. */
    private Deadline deadline() {
        if (!faulty || random.nextInt(4) > 0) {
            return Deadline.none();
        }
        var left = new AtomicInteger(random.nextInt(12));
        return () -> left.getAndDecrement() <= 0;
    }

    /** An instance with nothing in its memory. */
    private Consumers start(int number) {
        var disturbedTables = new ForwardingReadTables(tables) {
            @Override
            protected <T> T around(String call, Supplier<T> made) {
                return disturbed(number, made);
            }
        };
        var disturbedStore = new ForwardingEventStore(store) {
            @Override
            public CommitPage readAfter(StreamName stream, long boundaryVersion, int commitsMax) {
                return disturbed(number, () -> super.readAfter(stream, boundaryVersion, commitsMax));
            }
        };
        List<StreamConsumer> all = List.of(
                new Projector<>(
                        Notes.CATEGORY,
                        view,
                        Notes.EVENTS,
                        disturbedStore,
                        disturbedTables.open(ReadTables.SHARED, view.name(), Notes.ROWS),
                        Backoff.none()),
                tally(sums, disturbedStore, disturbedTables),
                tally(parts, disturbedStore, disturbedTables));
        consumers.set(number, all);
        return new Consumers(all, parked, InstantSource.system(), 4);
    }

    private static StreamConsumer tally(Notes.Sums sums, EventStore store, ReadTables tables) {
        return new MultiStreamProjector<>(
                Notes.CATEGORY,
                sums,
                Notes.EVENTS,
                store,
                tables.openTally(ReadTables.SHARED, sums.name(), Notes.TALLIES),
                Backoff.none());
    }

    /** One call of an instance, with what may happen around it. */
    private <T> T disturbed(int number, Supplier<T> call) {
        if (!faulty) {
            return call.get();
        }
        if (!inThreads && nested < NESTED_MAX && random.nextInt(12) == 0) {
            nested++;
            deliver(1 - number, batch());
            nested--;
        }
        int fate = random.nextInt(60);
        if (fate == 0) {
            throw new Crash();
        }
        if (fate == 1) {
            throw new StoreUnavailableException("not now", new IllegalStateException());
        }
        var result = call.get();
        if (fate == 2) {
            throw new Crash();
        }
        if (fate == 3) {
            throw new StoreUnavailableException("an answer that was lost", new IllegalStateException());
        }
        return result;
    }

    /** What still waits is delivered; a stream is healed by its next event, or by a look at the event store. */
    private void heal() {
        for (var stream : streams) {
            if (random.nextBoolean()) {
                waiting.add(Notes.append(store, stream, event()));
            } else {
                assertThat(instances.getFirst().deliver(Map.of(stream, List.of()), Deadline.none()))
                        .isEmpty();
            }
        }
        for (int delivery = 0; delivery < DELIVERIES_AT_THE_END_MAX && !waiting.isEmpty(); delivery++) {
            var batch = List.copyOf(waiting);
            waiting.clear();
            deliver(random.nextInt(INSTANCES), batch);
        }
        assertThat(waiting).isEmpty();
    }
}
