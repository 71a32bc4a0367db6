package io.daybook.kernel.job;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of one step of a job, and how far it is. Its work is saved page by page, so that after a crash at most one
 * page is repeated.
 *
 * @param step the step's number
 * @param number 0..segments-1
 * @param at where to go on, as its work wrote it; null at the beginning
 * @param share of it that is done, 0..1, as far as that is known
 * @param counts by name
 * @param findings what is to be shown in the result, each as JSON would show it; bounded by the work that finds it
 * @param touchedAt when it was saved last, in whole milliseconds
 * @param isHeld whether a worker has begun with it since then; it may have died meanwhile
 * @param attempts how often a worker began since the last finished page
 * @param revision 0 until it was saved first
 */
public record Segment(
        String job,
        int step,
        int number,
        @Nullable String at,
        boolean done,
        double share,
        Map<String, Long> counts,
        List<Map<String, Object>> findings,
        Job.Cost cost,
        Instant touchedAt,
        boolean isHeld,
        int attempts,
        long revision) {
    public Segment {
        counts = Map.copyOf(counts);
        findings = List.copyOf(findings);
        touchedAt = touchedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    static Segment begin(Job job, int number) {
        return begin(job.id(), job.step().number(), number);
    }

    /** One that nobody has begun. */
    public static Segment begin(String job, int step, int number) {
        return new Segment(
                job, step, number, null, false, 0, Map.of(), List.of(), Job.Cost.NONE, Instant.EPOCH, false, 0, 0);
    }

    /** Further on, or where it was if there was not enough time for more. */
    public Segment at(
            @Nullable String next, double nextShare, Map<String, Long> newCounts, List<Map<String, Object>> all) {
        return new Segment(
                job, step, number, next, false, nextShare, newCounts, all, cost, touchedAt, isHeld, attempts, revision);
    }

    /** At its end. */
    public Segment done(Map<String, Long> newCounts, List<Map<String, Object>> all) {
        return new Segment(
                job, step, number, null, true, 1, newCounts, all, cost, touchedAt, isHeld, attempts, revision);
    }

    /** What one of its counts is, 0 if it was never counted. */
    public long count(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /** Begun again, by the worker that saves this first. */
    public Segment held(Instant now) {
        return saved(now, true, attempts + 1, Job.Cost.NONE);
    }

    /** To be saved after a page that was done. */
    public Segment after(Job.Cost page, Instant now, boolean goesOn) {
        return saved(now, goesOn, 0, page);
    }

    /** To be left to the next worker. */
    public Segment left(Instant now, int newAttempts) {
        return saved(now, false, newAttempts, Job.Cost.NONE);
    }

    private Segment saved(Instant now, boolean held, int newAttempts, Job.Cost more) {
        return new Segment(
                job,
                step,
                number,
                at,
                done,
                share,
                counts,
                findings,
                cost.plus(more),
                now,
                held,
                newAttempts,
                revision + 1);
    }

    /** Whether a worker is busy with it, as far as one can tell. */
    public boolean isHeldSince(Instant time) {
        return isHeld && touchedAt.isAfter(time);
    }
}
