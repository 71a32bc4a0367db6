package io.daybook.kernel.job;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of one step of a job, and how far it is. Its work is saved page by page, so that whoever goes on with it after a
 * crash repeats one page at most.
 *
 * @param step the step's number
 * @param number 0..segments-1
 * @param at where to go on, as its work wrote it; null at the beginning
 * @param share of it that is done, 0..1, as far as that is known
 * @param counts by name
 * @param findings what is to be shown in the result, each as JSON would show it; bounded by the work that finds it
 * @param touchedAt when it was saved last
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
        long revision) {
    public Segment {
        counts = Map.copyOf(counts);
        findings = List.copyOf(findings);
    }

    public static Segment begin(Job job, int number) {
        return new Segment(
                job.id(),
                job.step().number(),
                number,
                null,
                false,
                0,
                Map.of(),
                List.of(),
                Job.Cost.NONE,
                Instant.EPOCH,
                0);
    }
}
