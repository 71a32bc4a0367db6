package io.daybook.kernel.job;

import io.daybook.kernel.failure.StoreThrottledException;
import io.daybook.kernel.job.JobTable.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Starts jobs, cancels them, and shows how far they are. */
public final class Jobs {
    /** How many workers may change a job before an attempt to end it is given up. */
    private static final int OVERTAKEN_MAX = 20;

    /** Enough for all times until the year 5188, so that ids sort by time. */
    private static final int TIME_DIGITS = 9;

    private static final int TIME_RADIX = 36;

    private final JobTable table;
    private final Map<JobKind, JobWork> works;
    private final Doorbell doorbell;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final String release;

    /**
     * @param works what can be done
     * @param ids makes ids unique that are made in the same millisecond: a new text of at least 8 characters of
     *     {@code a-z 0-9 -} at each call, of which these are used
     * @param release the build that runs
     */
    public Jobs(
            JobTable table,
            Map<JobKind, JobWork> works,
            Doorbell doorbell,
            InstantSource clock,
            Supplier<String> ids,
            String release) {
        this.table = table;
        this.works = Map.copyOf(works);
        this.doorbell = doorbell;
        this.clock = clock;
        this.ids = ids;
        this.release = release;
    }

    /**
     * Starts a job.
     *
     * @throws IllegalArgumentException if there is no code for it
     * @throws io.daybook.kernel.failure.StoreException if storage could not be used; the job may have been started
     */
    public Job start(JobOrder order) {
        var work = works.get(order.kind());
        if (work == null) {
            throw new IllegalArgumentException("this release has no code for jobs of the kind " + order.kind());
        }
        var first = work.first(order);
        var now = clock.instant();
        for (int attempt = 1; attempt <= OVERTAKEN_MAX; attempt++) {
            var job = new Job(
                    id(now),
                    order,
                    release,
                    Job.State.WAITING,
                    new Job.Step(1, first.name(), first.segments(), later(first.notBefore(), now)),
                    Map.of(),
                    Job.Cost.NONE,
                    first.notes(),
                    now,
                    null,
                    null,
                    null,
                    false,
                    1);
            if (table.create(job)) {
                ringAll(doorbell, job, now);
                return job;
            }
        }
        throw new StoreThrottledException("no id was free in any attempt");
    }

    private String id(Instant now) {
        var time = Long.toString(now.toEpochMilli(), TIME_RADIX);
        return "0".repeat(Math.max(0, TIME_DIGITS - time.length())) + time + "-"
                + ids.get().substring(0, 8).toLowerCase(Locale.ROOT);
    }

    public static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    public static void ringAll(Doorbell doorbell, Job job, Instant now) {
        var notBefore = job.step().notBefore();
        var after = notBefore.isAfter(now) ? Duration.between(now, notBefore) : Duration.ZERO;
        for (int number = 0; number < job.step().segments(); number++) {
            doorbell.ring(job.id(), number, after);
        }
    }

    public Optional<JobProgress> find(String id) {
        return table.find(id).map(this::progress);
    }

    private JobProgress progress(Job job) {
        return JobProgress.of(job, table.segments(job));
    }

    /** Newest first. */
    public List<JobProgress> progressOf(Page page) {
        return page.jobs().stream().map(this::progress).toList();
    }

    /** As {@link JobTable#list}. */
    public Page list(@Nullable String after, int limit) {
        return table.list(after, limit);
    }

    /**
     * Cancels a job, unless it has finished.
     *
     * @return the job as it is now; empty if there is none
     */
    public Optional<JobProgress> cancel(String id, String reason) {
        var found = table.find(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        end(table, found.get(), Job.State.CANCELLED, "cancelled: " + reason, clock.instant())
                .ifPresent(ended -> doorbell.ring(id, 0, Duration.ZERO));
        return find(id);
    }

    /** @return the job as it was ended here; empty if it had finished before */
    public static Optional<Job> end(JobTable table, Job job, Job.State state, String why, Instant now) {
        var seen = job;
        for (int attempt = 1; attempt <= OVERTAKEN_MAX; attempt++) {
            if (seen.state().isFinished()) {
                return Optional.empty();
            }
            var ended = seen.ended(state, now, why);
            if (table.replace(seen, ended)) {
                return Optional.of(ended);
            }
            seen = table.find(seen.id()).orElse(seen);
        }
        throw new StoreThrottledException("others changed the job " + job.id() + " at every attempt");
    }

    /**
     * Rings for each segment that has been silent for too long, because a ring was lost or a process died. To be called
     * at times.
     *
     * @param silenceMax as for the workers
     */
    public void ringSilent(Duration silenceMax) {
        var now = clock.instant();
        for (var job : table.unfinished()) {
            var work = works.get(job.order().kind());
            if (work != null && work.knows(job.order())) {
                ringSilent(job, now.minus(silenceMax));
            }
        }
    }

    private void ringSilent(Job job, Instant silentSince) {
        var finishedAt = job.finishedAt();
        if (finishedAt != null) {
            if (!finishedAt.isAfter(silentSince)) {
                doorbell.ring(job.id(), 0, Duration.ZERO);
            }
            return;
        }
        if (job.step().notBefore().isAfter(silentSince)) {
            return;
        }
        var segments = table.segments(job);
        boolean areAllDone = segments.stream().allMatch(Segment::done);
        segments.stream()
                .filter(segment -> areAllDone ? segment.number() == 0 : !segment.done())
                .filter(segment -> !segment.touchedAt().isAfter(silentSince))
                .forEach(segment -> doorbell.ring(job.id(), segment.number(), Duration.ZERO));
    }
}
