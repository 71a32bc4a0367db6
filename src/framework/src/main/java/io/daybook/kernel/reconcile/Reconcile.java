package io.daybook.kernel.reconcile;

import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.failure.StoreException;
import io.daybook.kernel.job.Job;
import io.daybook.kernel.job.JobOrder;
import io.daybook.kernel.job.JobProgress;
import io.daybook.kernel.job.JobWork;
import io.daybook.kernel.job.Segment;
import io.daybook.kernel.operate.Instructions;
import io.daybook.kernel.reconcile.Comparison.Stray;
import io.daybook.kernel.store.EventScan;
import io.daybook.kernel.store.EventScan.Part;
import io.daybook.kernel.store.EventStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares the end of every stream with what each consumer has applied, and catches up what is behind because records
 * were lost and their streams have had no event since. It counts pairs of a consumer and a stream.
 */
public final class Reconcile implements JobWork {
    private static final String STREAMS = "streams";
    private static final String COMMITS = "commits";
    private static final String BEHIND = "behind";
    private static final String CAUGHT_UP = "caughtUp";
    private static final String PARKED = "parked";
    private static final String AHEAD = "ahead";
    private static final String FORKED = "forked";

    /** Source: as for the pages of an event store. As many streams at most are caught up before anything is saved. */
    private static final int COMMITS_MAX = 200;

    private final EventScan scan;
    private final Comparison comparison;
    private final List<StreamConsumer> consumers;
    private final Applying applying;
    private final int parts;

    /**
     * What is done about streams.
     *
     * @param instructions which consumers are left out unless they are named, and which poison events are passed over
     * @param park marks a stream, and reports it
     */
    public record Applying(Instructions instructions, Park park) {}

    /** Marks a stream that a consumer cannot apply. */
    @FunctionalInterface
    public interface Park {
        void park(StreamConsumer consumer, StreamName stream, Progress.Poisoned poisoned);
    }

    /**
     * For these consumers.
     *
     * @param store as the consumers read it
     * @param parts that the book is scanned in
     */
    public Reconcile(EventScan scan, EventStore store, List<StreamConsumer> consumers, Applying applying, int parts) {
        this.scan = scan;
        this.comparison = new Comparison(store, applying.instructions());
        this.consumers = List.copyOf(consumers);
        this.applying = applying;
        this.parts = parts;
    }

    /** A consumer that is named may be new, so perhaps only a later release has it. */
    @Override
    public boolean knows(JobOrder order) {
        return consumers.stream().map(StreamConsumer::name).toList().containsAll(order.consumers());
    }

    @Override
    public Next.Step first(JobOrder order) {
        return new Next.Step("compare", parts, Instant.EPOCH, Map.of());
    }

    @Override
    public Next next(Job job, List<Segment> done) {
        var counts = JobProgress.of(job, done).counts();
        var result = new LinkedHashMap<String, Object>();
        for (var name : List.of(STREAMS, BEHIND, CAUGHT_UP, PARKED, AHEAD, FORKED)) {
            result.put(name, counts.getOrDefault(name, 0L));
        }
        var unregistered = Findings.unregistered(done);
        if (!unregistered.isEmpty()) {
            result.put(Findings.UNREGISTERED, unregistered);
        }
        return new Next.Done(result);
    }

    @Override
    public Segment work(Job job, Segment segment, Deadline deadline) {
        var pass = new Pass(job.order(), segment, deadline);
        var page = scan.ends(new Part(segment.number(), job.step().segments()), segment.at(), COMMITS_MAX);
        if (!pass.compareAll(page.ends())) {
            // Without time, the page is looked at again, and what was caught up is found to be so.
            return segment.at(segment.at(), 0, pass.counts, List.copyOf(pass.found));
        }
        pass.count(STREAMS, page.ends().size());
        pass.count(COMMITS, page.commits());
        return page.next() == null
                ? segment.done(pass.counts, List.copyOf(pass.found))
                : segment.at(page.next(), 0, pass.counts, List.copyOf(pass.found));
    }

    private List<StreamConsumer> consumers(JobOrder order) {
        if (!order.consumers().isEmpty()) {
            return consumers.stream()
                    .filter(consumer -> order.consumers().contains(consumer.name()))
                    .toList();
        }
        var paused = applying.instructions().paused();
        return consumers.stream()
                .filter(consumer -> !paused.contains(consumer.name()))
                .toList();
    }

    /** One page of streams, for all consumers. */
    private final class Pass {
        private final JobOrder order;
        private final Map<String, Long> counts;
        private final Set<Map<String, Object>> found;
        private final Deadline deadline;

        Pass(JobOrder order, Segment before, Deadline deadline) {
            this.order = order;
            this.counts = new HashMap<>(before.counts());
            this.found = new LinkedHashSet<>(before.findings());
            this.deadline = deadline;
        }

        void count(String name, long more) {
            counts.merge(name, more, Long::sum);
        }

        /** @return false if there was not enough time */
        boolean compareAll(Map<StreamName, StreamPosition> ends) {
            for (var consumer : consumers(order)) {
                if (!consumer.isRegistered()) {
                    found.add(Map.of(Findings.UNREGISTERED, consumer.name()));
                } else if (!compare(consumer, ends)) {
                    return false;
                }
            }
            return true;
        }

        private boolean compare(StreamConsumer consumer, Map<StreamName, StreamPosition> ends) {
            var compared = comparison.compare(consumer, ends);
            compared.strays().values().forEach(stray -> count(stray == Stray.AHEAD ? AHEAD : FORKED, 1));
            if (order.dryRun()) {
                count(BEHIND, compared.behind().size());
                return true;
            }
            boolean inTime = true;
            for (var settled :
                    comparison.catchUp(consumer, compared.behind(), deadline).entrySet()) {
                inTime &= settle(consumer, settled.getKey(), settled.getValue());
            }
            return inTime;
        }

        /** @return false if there was not enough time */
        private boolean settle(StreamConsumer consumer, StreamName stream, Progress progress) {
            switch (progress) {
                case Progress.Applied() -> count(CAUGHT_UP, 1);
                case Progress.Poisoned poisoned -> {
                    applying.park().park(consumer, stream, poisoned);
                    count(PARKED, 1);
                    count(FORKED, poisoned.isFork() ? 1 : 0);
                }
                case Progress.Postponed postponed -> {
                    if (postponed.equals(Progress.Postponed.LATE)) {
                        return false;
                    }
                    if (postponed.cause() instanceof StoreException failure) {
                        throw failure;
                    }
                }
            }
            count(BEHIND, 1);
            return true;
        }
    }
}
