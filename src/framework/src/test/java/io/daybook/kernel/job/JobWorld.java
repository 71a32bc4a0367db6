package io.daybook.kernel.job;

import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.deliver.FailureListener.Failure;
import io.daybook.kernel.memory.MemoryJobTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;

/** A queue of doorbells, a clock that moves when nothing is due, and one worker. */
final class JobWorld {
    static final Duration SILENCE = Duration.ofMinutes(2);
    static final Duration RETRY = Duration.ofSeconds(10);

    private static final int CALLS_MAX = 10_000;

    final MemoryJobTable table = new MemoryJobTable();
    final Map<String, Long> written = CountingWork.nothingWritten();
    final List<Failure> failures = new ArrayList<>();
    final List<Duration> rests = new ArrayList<>();
    private final PriorityQueue<Ring> rings =
            new PriorityQueue<>(Comparator.comparing(Ring::at).thenComparing(Ring::number));
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    private record Ring(String job, int number, Instant at) {}

    InstantSource clock() {
        return () -> now;
    }

    void pass(Duration duration) {
        now = now.plus(duration);
    }

    void ring(String job, int number, Duration after) {
        rings.add(new Ring(job, number, now.plus(after)));
    }

    void loseAllRings() {
        rings.clear();
    }

    int rings() {
        return rings.size();
    }

    JobSettings settings() {
        return new JobSettings(clock(), rests::add, 100, SILENCE, RETRY);
    }

    Jobs jobs(JobWork work) {
        return new Jobs(
                table,
                Map.of(JobKind.VERIFY, work),
                this::ring,
                clock(),
                () -> UUID.randomUUID().toString(),
                "release-1");
    }

    Worker worker(JobWork work) {
        return worker(work, CostMeter.none());
    }

    Worker worker(JobWork work, CostMeter meter) {
        return new Worker(table, Map.of(JobKind.VERIFY, work), this::ring, meter, settings(), failures::add);
    }

    Job start(JobWork work) {
        return jobs(work).start(JobOrder.of(JobKind.VERIFY));
    }

    /** Works until nobody rings any more. */
    void run(Worker worker) {
        run(worker, Deadline.none());
    }

    void run(Worker worker, Deadline deadline) {
        for (int calls = 0; !rings.isEmpty(); calls++) {
            if (calls == CALLS_MAX) {
                throw new AssertionError("the job does not come to an end");
            }
            next(worker, deadline);
        }
    }

    void next(Worker worker, Deadline deadline) {
        var ring = rings.remove();
        if (ring.at().isAfter(now)) {
            now = ring.at();
        }
        worker.work(ring.job(), ring.number(), deadline);
    }

    Job job(String id) {
        return table.find(id).orElseThrow();
    }
}
