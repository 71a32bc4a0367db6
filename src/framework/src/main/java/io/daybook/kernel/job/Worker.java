package io.daybook.kernel.job;

import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.PoisonException;
import io.daybook.kernel.deliver.FailureListener;
import io.daybook.kernel.deliver.FailureListener.Failure;
import io.daybook.kernel.failure.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Works on jobs when it is rung for. Whatever it does is saved page by page, on the condition that nobody else was faster,
 * so that it may be rung for twice, and may die at any moment.
 */
public final class Worker {
    private final JobTable table;
    private final Map<JobKind, JobWork> works;
    private final Doorbell doorbell;
    private final CostMeter meter;
    private final JobSettings settings;
    private final FailureListener failures;

    /** @param works what this release can do; it leaves everything else alone */
    public Worker(
            JobTable table,
            Map<JobKind, JobWork> works,
            Doorbell doorbell,
            CostMeter meter,
            JobSettings settings,
            FailureListener failures) {
        this.table = table;
        this.works = Map.copyOf(works);
        this.doorbell = doorbell;
        this.meter = meter;
        this.settings = settings;
        this.failures = failures;
    }

    /**
     * Works on a segment until it is done, its job is finished, or the deadline has passed. Then it rings again for
     * what is left.
     *
     * @throws StoreException if not even that was possible
     */
    public void work(String id, int number, Deadline deadline) {
        work(id, number, deadline, deadline);
    }

    /**
     * The same, but a page that was begun in time may take longer.
     *
     * @param pageDeadline when a page gives up what it has not done
     */
    public void work(String id, int number, Deadline deadline, Deadline pageDeadline) {
        var job = table.find(id).filter(Job::isOpen);
        if (job.isEmpty()) {
            return;
        }
        var order = job.get().order();
        var work = Optional.ofNullable(works.get(order.kind())).filter(known -> known.knows(order));
        if (work.isEmpty()) {
            return;
        }
        if (job.get().state().isFinished()) {
            tidyLater(job.get(), work.get());
        } else {
            new Run(work.get(), number, new Time(deadline, pageDeadline)).begin(job.get());
        }
    }

    /**
     * Tidies up after a job that was cancelled, or that failed so long ago that whoever said so has died since, perhaps
     * before anybody was told.
     */
    private void tidyLater(Job job, JobWork work) {
        var silentSince = settings.clock().instant().minus(settings.silenceMax());
        if (job.state() == Job.State.CANCELLED) {
            tidy(job, work, () -> {});
        } else if (!Objects.requireNonNull(job.finishedAt()).isAfter(silentSince)) {
            tidy(job, work, () -> tellFailed(job));
        }
    }

    /** What is left over after a defect stays, because trying again would not help. */
    private void tidy(Job job, JobWork work, Runnable last) {
        try {
            work.abandoned(job);
        } catch (StoreException e) {
            tell(FailureListener.Kind.POSTPONED, job, PoisonException.describe(e), e);
            doorbell.ring(job.id(), 0, settings.silenceMax());
            return;
        } catch (RuntimeException e) {
            tell(FailureListener.Kind.DEFECT, job, PoisonException.describe(e), e);
        }
        last.run();
        table.replace(job, job.tidied());
    }

    private void tellFailed(Job job) {
        tell(FailureListener.Kind.JOB_FAILED, job, String.valueOf(job.error()), null);
    }

    private void fail(Job job, JobWork work, String why) {
        var failed =
                Jobs.end(table, job, Job.State.FAILED, why, settings.clock().instant());
        failed.ifPresent(ended -> {
            tellFailed(ended);
            tidy(ended, work, () -> {});
        });
    }

    private void tell(FailureListener.Kind kind, Job job, String error, @Nullable RuntimeException cause) {
        var word = job.order().kind().word();
        failures.failed(new Failure(kind, word, null, 0, null, "job " + job.id() + ": " + error, cause));
    }

    /**
     * How much time there is.
     *
     * @param pages to begin another page
     * @param page to end one
     */
    private record Time(Deadline pages, Deadline page) {}

    /** Work on one segment. */
    private final class Run {
        private final JobWork work;
        private final int number;
        private final Time time;

        Run(JobWork work, int number, Time time) {
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
                fail(
                        job.get(),
                        work,
                        "segment " + number + " of the step " + job.get().step().name() + " was begun "
                                + seen.attempts() + " times in a row without getting any further");
                return;
            }
            var held = seen.held(now);
            if (table.replace(seen, held)) {
                guarded(job.get(), held, segments);
            }
        }

        /** @return the job as it runs; empty if it has gone on meanwhile */
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
                fail(job, work, String.valueOf(e.getMessage()));
            } catch (StoreException e) {
                tell(FailureListener.Kind.POSTPONED, job, PoisonException.describe(e), e);
                leave(job, -1);
            } catch (RuntimeException e) {
                tell(FailureListener.Kind.DEFECT, job, PoisonException.describe(e), e);
                leave(job, 0);
            }
        }

        /** Lets somebody try again in a while. The failure of storage is not held against the work. */
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
                case JobWork.Next.Failed(var error) -> fail(job, work, error);
            }
        }
    }
}
