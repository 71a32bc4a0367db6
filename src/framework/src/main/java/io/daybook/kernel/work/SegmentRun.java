package io.daybook.kernel.work;

import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.deliver.FailureListener;
import io.daybook.kernel.failure.StoreException;
import io.daybook.kernel.job.Doorbell;
import io.daybook.kernel.job.Job;
import io.daybook.kernel.job.JobFailedException;
import io.daybook.kernel.job.JobProgress;
import io.daybook.kernel.job.JobTable;
import io.daybook.kernel.job.JobWork;
import io.daybook.kernel.job.Jobs;
import io.daybook.kernel.job.Segment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Works on one segment of a job, page by page, and takes the job to its next step when this was the last segment of the
 * present one.
 */
final class SegmentRun {
    private final JobTable table;
    private final Doorbell doorbell;
    private final CostMeter meter;
    private final JobSettings settings;
    private final JobEnds ends;
    private final JobWork work;
    private final int number;
    private final Time time;

    /**
     * What a worker has.
     *
     * @param ends what becomes of a job that fails
     */
    record Tools(JobTable table, Doorbell doorbell, CostMeter meter, JobSettings settings, JobEnds ends) {}

    /**
     * How much time there is.
     *
     * @param pages to begin another page
     * @param page to end one
     */
    record Time(Deadline pages, Deadline page) {}

    SegmentRun(Tools tools, JobWork work, int number, Time time) {
        this.table = tools.table();
        this.doorbell = tools.doorbell();
        this.meter = tools.meter();
        this.settings = tools.settings();
        this.ends = tools.ends();
        this.work = work;
        this.number = number;
        this.time = time;
    }

    void begin(Job found) {
        var now = settings.clock().instant();
        if (found.step().notBefore().isAfter(now)) {
            return;
        }
        var job = found.state() == Job.State.RUNNING ? Optional.of(found) : run(found);
        if (job.isEmpty()) {
            return;
        }
        var segments = table.segments(job.get());
        if (number >= segments.size()) {
            return;
        }
        var seen = segments.get(number);
        boolean areAllDone = segments.stream().allMatch(Segment::done);
        if ((seen.done() && !areAllDone) || seen.isHeldSince(now.minus(settings.silenceMax()))) {
            return;
        }
        if (seen.attempts() >= JobSettings.ATTEMPTS_MAX) {
            ends.fail(
                    job.get(),
                    work,
                    "segment " + number + " of the step " + job.get().step().name() + " was begun " + seen.attempts()
                            + " times in a row without getting any further");
            return;
        }
        var held = seen.held(now);
        if (table.replace(seen, held)) {
            guarded(job.get(), held, segments);
        }
    }

    /** @return the running job; empty if it has gone on meanwhile */
    private Optional<Job> run(Job found) {
        var running = found.running();
        return table.replace(found, running) ? Optional.of(running) : present(found);
    }

    /** The job as it is now; empty unless it is still at this step. */
    private Optional<Job> present(Job job) {
        return table.find(job.id())
                .filter(there -> !there.state().isFinished())
                .filter(there -> there.step().number() == job.step().number());
    }

    private void guarded(Job job, Segment held, List<Segment> segments) {
        try {
            if (held.done()) {
                advance(job, segments);
            } else {
                pages(job, held);
            }
        } catch (JobFailedException e) {
            ends.fail(job, work, String.valueOf(e.getMessage()));
        } catch (StoreException e) {
            ends.tell(FailureListener.Kind.POSTPONED, job, e);
            leave(job, -1);
        } catch (RuntimeException e) {
            ends.tell(FailureListener.Kind.DEFECT, job, e);
            leave(job, 0);
        }
    }

    /** Has the segment tried again in a while. A failure of storage does not count as an attempt. */
    private void leave(Job job, int attemptsMore) {
        try {
            var segment = table.segments(job).get(number);
            if (segment.isHeld()) {
                int attempts = Math.max(0, segment.attempts() + attemptsMore);
                table.replace(segment, segment.left(settings.clock().instant(), attempts));
            }
        } catch (StoreException e) {
            // It is taken for abandoned after a while.
        }
        doorbell.ring(job.id(), number, settings.retryAfter());
    }

    private void pages(Job begun, Segment held) {
        var job = begun;
        var seen = held;
        var bookkeeping = Job.Cost.NONE;
        while (true) {
            var from = seen;
            var of = job;
            var start = settings.clock().instant();
            var page = meter.measure(() -> work.work(of, from, time.page()));
            var cost = page.cost().plus(bookkeeping);
            var now = settings.clock().instant();
            var rest = settings.restAfter(cost.writeUnits(), Duration.between(start, now));
            boolean goesOn =
                    !page.result().done() && !time.pages().hasPassed() && rest.compareTo(JobSettings.REST_MAX) <= 0;
            var next = page.result().after(cost, now, goesOn);
            var saved = meter.measure(() -> table.replace(from, next));
            if (!saved.result()) {
                return;
            }
            if (next.done()) {
                advanceIfDone(job);
                return;
            }
            if (!goesOn) {
                doorbell.ring(job.id(), number, rest);
                return;
            }
            settings.sleeper().sleep(rest);
            var present = meter.measure(() -> present(of));
            if (present.result().isEmpty()) {
                return;
            }
            job = present.result().get();
            seen = next;
            bookkeeping = saved.cost().plus(present.cost());
        }
    }

    private void advanceIfDone(Job job) {
        var segments = table.segments(job);
        if (segments.stream().allMatch(Segment::done)) {
            advance(job, segments);
        }
    }

    /** Several may do this at the same time. One of them wins. */
    private void advance(Job job, List<Segment> done) {
        var next = meter.measure(() -> work.next(job, done));
        var now = settings.clock().instant();
        switch (next.result()) {
            case JobWork.Next.Step step -> {
                var later = job.at(
                        new Job.Step(
                                job.step().number() + 1,
                                step.name(),
                                step.segments(),
                                Jobs.later(step.notBefore(), now)),
                        JobProgress.counts(job, done),
                        JobProgress.of(job, done).cost().plus(next.cost()),
                        step.notes());
                if (table.replace(job, later)) {
                    Jobs.ringAll(doorbell, later, now);
                }
            }
            case JobWork.Next.Done(var result) ->
                table.replace(job, job.done(now, job.cost().plus(next.cost()), result));
            case JobWork.Next.Failed(var error) -> ends.fail(job, work, error);
        }
    }
}
