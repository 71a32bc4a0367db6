package io.daybook.kernel.replay;

import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.generation.Generation;
import io.daybook.kernel.generation.Generations;
import io.daybook.kernel.job.Job;
import io.daybook.kernel.job.JobOrder;
import io.daybook.kernel.job.JobWork;
import io.daybook.kernel.job.Segment;
import io.daybook.kernel.reconcile.Reconcile;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** A reconciliation of one generation that is served or kept. */
public final class PassAgain implements JobWork {
    private final Map<String, Rebuildable> projections;
    private final Generations generations;
    private final Function<List<StreamConsumer>, Reconcile> reconciling;

    /**
     * @param projections those of this release, by name
     * @param reconciling these consumers
     */
    public PassAgain(
            Map<String, Rebuildable> projections,
            Generations generations,
            Function<List<StreamConsumer>, Reconcile> reconciling) {
        this.projections = Map.copyOf(projections);
        this.generations = generations;
        this.reconciling = reconciling;
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
                .find(Objects.requireNonNull(order.projection()), Objects.requireNonNull(order.generation()))
                .filter(Generation::isFed);
    }

    @Override
    public Next.Step first(JobOrder order) {
        return reconciling.apply(List.of()).first(order);
    }

    @Override
    public Next next(Job job, List<Segment> done) {
        return reconciling.apply(List.of()).next(job, done);
    }

    @Override
    public Segment work(Job job, Segment segment, Deadline deadline) {
        var projection = Objects.requireNonNull(projections.get(job.order().projection()));
        var generation = generation(job.order());
        if (generation.isEmpty()) {
            // It was removed meanwhile.
            return segment.done(segment.counts(), List.of());
        }
        return reconciling
                .apply(List.of(projection.consumer(generation.get().id())))
                .work(job, segment, deadline);
    }
}
