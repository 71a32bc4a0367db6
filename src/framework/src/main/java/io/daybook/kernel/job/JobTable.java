package io.daybook.kernel.job;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps jobs and their segments. Strongly consistent, except for lists. Failures are store exceptions. */
public interface JobTable {
    /** How many jobs a page has at most. */
    int PAGE_MAX = 100;

    /** @return false if there is a job with this id */
    boolean create(Job job);

    Optional<Job> find(String id);

    /** @return false if the job has changed since it was seen */
    boolean replace(Job seen, Job next);

    /**
     * Newest first.
     *
     * @param limit 1..{@link #PAGE_MAX}
     */
    Page list(@Nullable String after, int limit);

    /** Those that are not finished or not tidy, at most {@link #PAGE_MAX}, the oldest first. */
    List<Job> unfinished();

    /** All segments of the job's present step, in order; one that was never saved is at its beginning. */
    List<Segment> segments(Job job);

    /** @return false if the segment has changed since it was seen */
    boolean replace(Segment seen, Segment next);

    /** @throws IllegalArgumentException if no page has so many jobs */
    static void checkLimit(int limit) {
        if (limit < 1 || limit > PAGE_MAX) {
            throw new IllegalArgumentException("a page holds 1.." + PAGE_MAX + " jobs");
        }
    }

    /** @param next where the list goes on; null at its end */
    record Page(List<Job> jobs, @Nullable String next) {
        public Page {
            jobs = List.copyOf(jobs);
        }
    }
}
