package io.daybook.kernel.replay;

import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.generation.Generation;
import io.daybook.kernel.generation.Generations;
import io.daybook.kernel.generation.Signs;
import io.daybook.kernel.job.Job;
import io.daybook.kernel.job.JobFailedException;
import io.daybook.kernel.job.JobOrder;
import io.daybook.kernel.job.JobWork;
import io.daybook.kernel.job.Segment;
import io.daybook.kernel.reconcile.Findings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Fills a generation from the book while another one is served, and then serves it: scan; pass; pass again until no
 * consumer that cannot write it can have taken a delivery since; flip; one more pass. For the rows of a moment, only
 * the scan is done.
 */
public final class Rebuild implements JobWork {
    private static final String SCAN = "scan";
    private static final String COUNT = "count";
    private static final String PASS = "pass";
    private static final String FLIP = "flip";
    private static final String LAST_PASS = "last-pass";
    private static final String FINISH = "finish";
    private static final String MARKED_AT = "markedAt";
    private static final String PASS_BEGAN = "passBegan";
    private static final String FORMER = "former";
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final Map<String, Rebuildable> projections;
    private final RebuildPages pages;
    private final Parts parts;
    private final Flip flip;

    /**
     * What it works with.
     *
     * @param isPaused whether an operator has paused a projection; it is not flipped then
     * @param abandon drops a generation that will not be served
     */
    public record Parts(
            Generations generations,
            Signs signs,
            ReplaySettings settings,
            InstantSource clock,
            Predicate<String> isPaused,
            Predicate<Job> abandon) {}

    /** @param projections those of this release, by name */
    public Rebuild(Map<String, Rebuildable> projections, RebuildPages pages, Parts parts) {
        this.projections = Map.copyOf(projections);
        this.pages = pages;
        this.parts = parts;
        this.flip = new Flip(parts.generations(), parts.clock());
    }

    /** Only code of its own version fills a generation. */
    @Override
    public boolean knows(JobOrder order) {
        var projection = projections.get(order.projection());
        if (projection == null || order.dryRun()) {
            return projection != null;
        }
        return generation(order)
                .map(found -> found.projectionVersion() == projection.edition().version())
                .orElse(true);
    }

    @Override
    public Next.Step first(JobOrder order) {
        var now = parts.clock().instant();
        return step(order.dryRun() ? COUNT : SCAN, now, Map.of(MARKED_AT, now.toString()));
    }

    private Next.Step step(String name, Instant notBefore, Map<String, String> notes) {
        int segments =
                name.equals(FLIP) || name.equals(FINISH) ? 1 : parts.settings().segments();
        return new Next.Step(name, segments, notBefore, notes);
    }

    @Override
    public Segment work(Job job, Segment segment, Deadline deadline) {
        var projection = projection(job);
        if (job.step().name().equals(COUNT)) {
            return pages.count(projection, segment, deadline);
        }
        var generation = Flip.present(generation(job.order()), job.order().generation());
        return switch (job.step().name()) {
            case SCAN -> pages.scan(projection, generation, segment, deadline);
            case PASS ->
                pages.pass(pass(projection, generation, served(projection, generation.id()), false), segment, deadline);
            case LAST_PASS -> pages.pass(pass(projection, generation, former(job), true), segment, deadline);
            case FLIP -> flip(job, segment);
            case FINISH -> {
                flip.complete(job);
                yield segment.done(Map.of(), List.of());
            }
            default ->
                throw new JobFailedException(
                        "no step of a rebuild is called " + job.step().name());
        };
    }

    private static RebuildPages.Pass pass(
            Rebuildable projection, Generation generation, Optional<String> other, boolean isServed) {
        return new RebuildPages.Pass(projection, generation.id(), other, isServed);
    }

    private static Optional<String> former(Job job) {
        return Optional.ofNullable(job.notes().get(FORMER));
    }

    private Rebuildable projection(Job job) {
        return Objects.requireNonNull(projections.get(job.order().projection()));
    }

    private Optional<Generation> generation(JobOrder order) {
        return parts.generations()
                .find(Objects.requireNonNull(order.projection()), Objects.requireNonNull(order.generation()));
    }

    /** What readers of this version see, if it is another generation. */
    private Optional<String> served(Rebuildable projection, String generation) {
        var edition = projection.edition();
        return parts.generations().now().writtenBy(edition).filter(other -> !other.equals(generation));
    }

    @Override
    public Next next(Job job, List<Segment> done) {
        return switch (job.step().name()) {
            case COUNT -> new Next.Done(pages.estimate(job, done));
            case SCAN ->
                job.order().asOf() == null
                        ? pass(PASS, job, parts.clock().instant())
                        : step(FINISH, parts.clock().instant(), job.notes());
            case PASS -> afterPass(job, done);
            case FLIP ->
                done.getFirst().count("flipped") == 1
                        ? pass(
                                LAST_PASS,
                                job,
                                parts.clock().instant().plus(parts.settings().settle()))
                        : pass(PASS, job, parts.clock().instant().plus(RETRY));
            case LAST_PASS -> afterLastPass(job, done);
            case FINISH -> new Next.Done(result(job, done));
            default ->
                new Next.Failed("no step of a rebuild is called " + job.step().name());
        };
    }

    private Next.Step pass(String name, Job job, Instant notBefore) {
        var notes = new HashMap<>(job.notes());
        notes.put(PASS_BEGAN, notBefore.toString());
        return step(name, notBefore, notes);
    }

    private Next afterPass(Job job, List<Segment> done) {
        var now = parts.clock().instant();
        var held = Findings.held(done);
        if (!held.isEmpty()) {
            return now.isAfter(job.startedAt().plus(parts.settings().parkedMax()))
                    ? new Next.Failed(
                            Findings.sum(done, Findings.HELD) + " streams hold it up, such as " + held.getFirst())
                    : pass(PASS, job, now.plus(RETRY));
        }
        long differences = Findings.sum(done, "differences");
        if (job.order().expectEqual() && differences > 0) {
            return new Next.Failed(differences + " rows at the same version differ from those that are served, such as "
                    + Findings.differences(done).getFirst());
        }
        var earliest = earliest(job);
        if (passBegan(job).isBefore(earliest)) {
            return pass(PASS, job, now.isAfter(earliest) ? now : earliest);
        }
        var notes = new HashMap<>(job.notes());
        served(projection(job), Objects.requireNonNull(job.order().generation()))
                .ifPresent(other -> notes.put(FORMER, other));
        return step(FLIP, now, notes);
    }

    /** What was applied from another history cannot be corrected by applying more. */
    private static Next afterLastPass(Job job, List<Segment> done) {
        var strays = Findings.held(done);
        return strays.isEmpty()
                ? new Next.Done(result(job, done))
                : new Next.Failed("it is served, but " + Findings.sum(done, Findings.HELD)
                        + " streams have another history there than in the event table, such as " + strays.getFirst());
    }

    private static Instant passBegan(Job job) {
        return Instant.parse(Objects.requireNonNull(job.notes().get(PASS_BEGAN)));
    }

    /** A pass that begins then or later finds everything that other consumers have taken and not written. */
    private Instant earliest(Job job) {
        var projection = projection(job).edition();
        var marked = Instant.parse(Objects.requireNonNull(job.notes().get(MARKED_AT)));
        var last = Signs.lastOfUnable(parts.signs().all(), projection.projection(), projection.version())
                .filter(marked::isBefore)
                .orElse(marked);
        return last.plus(parts.settings().settle());
    }

    /** Serves the generation, unless something has come up since the pass. */
    private Segment flip(Job job, Segment segment) {
        var began = passBegan(job);
        if (began.isBefore(earliest(job))
                || parts.isPaused().test(projection(job).edition().projection())) {
            return segment.done(Map.of("flipped", 0L), List.of());
        }
        flip.serve(job, began);
        return segment.done(Map.of("flipped", 1L), List.of());
    }

    private static Map<String, Object> result(Job job, List<Segment> done) {
        long streams = job.order().asOf() == null
                ? Findings.sum(done, "compared")
                : job.counts().getOrDefault("streams", 0L);
        return Map.of(
                "streams",
                streams,
                "differences",
                Findings.differences(done),
                "differenceCount",
                Findings.sum(done, "differences"));
    }

    @Override
    public void abandoned(Job job) {
        if (!job.order().dryRun()) {
            var _ = parts.abandon().test(job);
        }
    }
}
