package io.daybook.kernel.replay;

import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.generation.Generation;
import io.daybook.kernel.generation.Generations;
import io.daybook.kernel.job.Job;
import io.daybook.kernel.job.JobOrder;
import io.daybook.kernel.job.JobWork;
import io.daybook.kernel.job.Segment;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One pass over one generation that is served or kept. */
public final class PassAgain implements JobWork {
    private final Map<String, Rebuildable> projections;
    private final Generations generations;
    private final RebuildPages pages;
    private final ReplaySettings settings;
    private final InstantSource clock;

    /** @param projections those of this release, by name */
    public PassAgain(
            Map<String, Rebuildable> projections,
            Generations generations,
            RebuildPages pages,
            ReplaySettings settings,
            InstantSource clock) {
        this.projections = Map.copyOf(projections);
        this.generations = generations;
        this.pages = pages;
        this.settings = settings;
        this.clock = clock;
    }

    /** Another version's code must not write it. */
    @Override
    public boolean knows(JobOrder order) {
        var projection = projections.get(Objects.requireNonNull(order.projection()));
        return projection != null
                && generation(order)
                        .map(found -> found.projectionVersion()
                                == projection.edition().version())
                        .orElse(true);
    }

    private Optional<Generation> generation(JobOrder order) {
        return generations
                .look()
                .of(Objects.requireNonNull(order.projection()))
                .flatMap(pointer -> pointer.find(Objects.requireNonNull(order.generation())))
                .filter(Generation::isFed);
    }

    @Override
    public Next.Step first(JobOrder order) {
        return new Next.Step("pass", settings.segments(), clock.instant(), Map.of());
    }

    @Override
    public Next next(Job job, List<Segment> done) {
        return new Next.Done(Map.of(
                "streams",
                Findings.sum(done, "compared"),
                "behind",
                Findings.sum(done, "behind"),
                "caughtUp",
                Findings.sum(done, "behind") - Findings.sum(done, "parked"),
                "parked",
                Findings.sum(done, "parked"),
                "ahead",
                0L,
                "forked",
                0L));
    }

    @Override
    public Segment work(Job job, Segment segment, Deadline deadline) {
        var projection = Objects.requireNonNull(projections.get(job.order().projection()));
        var generation = generation(job.order());
        if (generation.isEmpty()) {
            // It was removed meanwhile.
            return segment.done(segment.counts(), List.of());
        }
        var pass = new RebuildPages.Pass(projection, generation.get().id(), Optional.empty(), true);
        return pages.pass(pass, segment, deadline);
    }
}
