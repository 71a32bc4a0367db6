package io.daybook.kernel.work;

import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.job.Job;
import io.daybook.kernel.job.JobOrder;
import io.daybook.kernel.job.JobProgress;
import io.daybook.kernel.job.JobWork;
import io.daybook.kernel.job.Segment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Work for tests: writes numbers, each to a place of its own, in two steps of three segments, and then one that sums up
 * what was written. The second step begins a minute after the first has ended.
 */
class CountingWork implements JobWork {
    static final int SEGMENTS = 3;
    static final int PAGES = 4;
    static final Duration PAUSE = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<String, Long> written;

    /** @param written where the numbers go, by place */
    CountingWork(InstantSource clock, Map<String, Long> written) {
        this.clock = clock;
        this.written = written;
    }

    static Map<String, Long> nothingWritten() {
        return new ConcurrentHashMap<>();
    }

    /** What is written when a job is done. */
    static Map<String, Long> everything() {
        var all = new TreeMap<String, Long>();
        for (var step : List.of("first", "second")) {
            for (int segment = 0; segment < SEGMENTS; segment++) {
                for (int page = 0; page < PAGES; page++) {
                    all.put(step + " " + segment + " " + page, 1L);
                }
            }
        }
        return all;
    }

    static Map<String, Object> result() {
        return Map.of("pages", (long) everything().size(), "trail", "first second sum");
    }

    @Override
    public Next.Step first(JobOrder order) {
        return new Next.Step("first", SEGMENTS, Instant.EPOCH, Map.of("trail", "first"));
    }

    @Override
    public Next next(Job job, List<Segment> done) {
        var trail = job.notes().get("trail");
        return switch (job.step().name()) {
            case "first" ->
                new Next.Step("second", SEGMENTS, clock.instant().plus(PAUSE), Map.of("trail", trail + " second"));
            case "second" -> new Next.Step("sum", 1, Instant.EPOCH, Map.of("trail", trail + " sum"));
            default ->
                new Next.Done(Map.of("pages", JobProgress.counts(job, done).get("pages"), "trail", trail));
        };
    }

    @Override
    public Segment work(Job job, Segment segment, Deadline deadline) {
        if (job.step().name().equals("sum")) {
            return segment.done(Map.of(), List.of());
        }
        int page = segment.at() == null ? 0 : Integer.parseInt(segment.at());
        written.put(job.step().name() + " " + segment.number() + " " + page, 1L);
        var counts = Map.of("pages", segment.count("pages") + 1);
        return page + 1 == PAGES
                ? segment.done(counts, List.of())
                : segment.at(String.valueOf(page + 1), (page + 1.0) / PAGES, counts, List.of());
    }
}
