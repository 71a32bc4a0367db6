package io.daybook.kernel.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far a job is.
 *
 * @param share of the present step that is done, 0..1
 * @param counts of all steps together, by name
 * @param segmentsDone of the present step
 * @param cost of all steps together
 */
public record JobProgress(Job job, double share, Map<String, Long> counts, int segmentsDone, Job.Cost cost) {
    public JobProgress {
        counts = Map.copyOf(counts);
    }

    /** @param segments of the present step */
    public static JobProgress of(Job job, List<Segment> segments) {
        double share = segments.stream().mapToDouble(Segment::share).average().orElse(0);
        int done = (int) segments.stream().filter(Segment::done).count();
        return new JobProgress(
                job,
                job.state() == Job.State.DONE ? 1 : share,
                counts(job, segments),
                done,
                segments.stream().map(Segment::cost).reduce(job.cost(), Job.Cost::plus));
    }

    public static Map<String, Long> counts(Job job, List<Segment> segments) {
        var counts = new HashMap<>(job.counts());
        segments.forEach(segment -> segment.counts().forEach((name, count) -> counts.merge(name, count, Long::sum)));
        return counts;
    }
}
