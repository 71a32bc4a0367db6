package io.daybook.runtime.job;

import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.job.Job;
import io.daybook.kernel.job.JobKind;
import io.daybook.kernel.job.JobOrder;
import io.daybook.kernel.job.JobWork;
import io.daybook.kernel.job.Segment;
import io.daybook.kernel.reconcile.Reconcile;
import io.daybook.kernel.replay.PassAgain;
import io.daybook.kernel.replay.Rebuild;
import io.daybook.kernel.replay.RebuildPages;
import io.daybook.kernel.replay.Rebuildable;
import io.daybook.kernel.replay.Rebuilds;
import io.daybook.kernel.replay.Remove;
import io.daybook.kernel.rows.ReadTables;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;

/** Builds what makes read models anew. */
final class ReplaySide {
    private final ReplayPorts replay;
    private final Map<String, Rebuildable> projections;
    private final RebuildPages pages;
    private final Predicate<String> isPaused;
    private final InstantSource clock;
    /** Set as soon as there is something that starts jobs, which needs to know what this does. */
    private final AtomicReference<Rebuilds> rebuilds = new AtomicReference<>();

    /**
     * @param projections those of this release, by name
     * @param isPaused whether an operator has paused a projection
     */
    ReplaySide(
            ReplayPorts replay,
            InstantSource clock,
            Map<String, Rebuildable> projections,
            RebuildPages pages,
            Predicate<String> isPaused) {
        this.replay = replay;
        this.clock = clock;
        this.projections = projections;
        this.pages = pages;
        this.isPaused = isPaused;
    }

    JobWork rebuild() {
        return new Rebuild(
                projections,
                pages,
                new Rebuild.Parts(
                        replay.generations(),
                        replay.signs(),
                        replay.settings(),
                        clock,
                        isPaused,
                        job -> rebuilds().abandon(job)));
    }

    JobWork remove(ReadTables tables) {
        return new Remove(replay.generations(), replay.signs(), tables, replay.settings(), clock);
    }

    /**
     * Of all consumers, or of one generation.
     *
     * @param reconciling these consumers
     */
    JobWork reconcile(List<StreamConsumer> all, Function<List<StreamConsumer>, Reconcile> reconciling) {
        return new EitherReconcile(
                reconciling.apply(all), new PassAgain(projections, replay.generations(), reconciling));
    }

    /** @param jobs that know what this does */
    Rebuilds startingWith(JobSide jobs) {
        var made = new Rebuilds(
                replay.generations(),
                replay.signs(),
                replay.settings(),
                clock,
                new Rebuilds.Starting(
                        jobs.jobs()::start,
                        id -> jobs.jobs()
                                .find(id)
                                .filter(found -> !found.job().state().isFinished())
                                .isEmpty(),
                        id -> jobs.jobs().cancel(id, "the release that could do it is gone")));
        rebuilds.set(made);
        return made;
    }

    private Rebuilds rebuilds() {
        return Objects.requireNonNull(rebuilds.get());
    }

    /** All consumers, or one generation. */
    private record EitherReconcile(JobWork everything, JobWork generation) implements JobWork {
        private JobWork of(JobOrder order) {
            return order.kind() == JobKind.RECONCILE && order.generation() != null ? generation : everything;
        }

        @Override
        public boolean knows(JobOrder order) {
            return of(order).knows(order);
        }

        @Override
        public Next.Step first(JobOrder order) {
            return of(order).first(order);
        }

        @Override
        public Next next(Job job, List<Segment> done) {
            return of(job.order()).next(job, done);
        }

        @Override
        public Segment work(Job job, Segment segment, Deadline deadline) {
            return of(job.order()).work(job, segment, deadline);
        }

        @Override
        public void abandoned(Job job) {
            of(job.order()).abandoned(job);
        }
    }
}
