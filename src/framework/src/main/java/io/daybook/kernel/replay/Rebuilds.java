package io.daybook.kernel.replay;

import io.daybook.kernel.generation.Edition;
import io.daybook.kernel.generation.Generation;
import io.daybook.kernel.generation.Generation.State;
import io.daybook.kernel.generation.Generations;
import io.daybook.kernel.generation.Pointer;
import io.daybook.kernel.generation.Sign;
import io.daybook.kernel.generation.Signs;
import io.daybook.kernel.job.Job;
import io.daybook.kernel.job.JobKind;
import io.daybook.kernel.job.JobOrder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Begins rebuilds and removals: those that operators ask for, and those that are due by themselves. */
public final class Rebuilds {
    private final Generations generations;
    private final Signs signs;
    private final ReplaySettings settings;
    private final InstantSource clock;
    private final Starting jobs;
    private final Retirement retirement;

    /**
     * How jobs are started.
     *
     * @param isOver whether a job has finished, or does not exist
     * @param cancel ends a job by its id
     */
    public record Starting(Function<JobOrder, Job> start, Predicate<String> isOver, Consumer<String> cancel) {}

    public Rebuilds(Generations generations, Signs signs, ReplaySettings settings, InstantSource clock, Starting jobs) {
        this.generations = generations;
        this.signs = signs;
        this.settings = settings;
        this.clock = clock;
        this.jobs = jobs;
        this.retirement = new Retirement(generations, signs, settings, clock, jobs);
    }

    /** What an operator asks for; see docs/rebuild.md, "Routes". */
    public record Wish(boolean dryRun, @Nullable Instant asOf, boolean expectEqual) {}

    /** What became of a wish. */
    public sealed interface Started {
        record Begun(Job job) implements Started {}

        /** @param why names what is in the way */
        record Refused(String why) implements Started {}
    }

    /** @param edition of this release */
    public Started rebuild(Edition edition, Wish wish) {
        if (wish.dryRun()) {
            return new Started.Begun(jobs.start().apply(order(edition, null, wish)));
        }
        var obstacle = obstacle(edition);
        return obstacle.<Started>map(Started.Refused::new)
                .orElseGet(() -> new Started.Begun(begin(edition, wish, null)));
    }

    private Optional<String> obstacle(Edition edition) {
        var now = clock.instant();
        var pointers = generations.look();
        var all = signs.of(pointers);
        var building = pointers.of(edition.projection()).stream()
                .flatMap(pointer -> pointer.generations().stream())
                .filter(one -> one.is(State.BUILDING)
                        && one.job() != null
                        && !jobs.isOver().test(one.job()))
                .filter(one -> isAlive(one.release(), all, now))
                .findFirst();
        if (building.isPresent()) {
            return Optional.of("the job " + building.get().job() + " builds the generation "
                    + building.get().id() + " of it");
        }
        return all.stream()
                .filter(sign -> !sign.release().equals(generations.release())
                        && sign.takesDeliveries()
                        && sign.uses(edition.projection(), edition.version())
                        && sign.at().plus(settings.settle()).isAfter(now))
                .findFirst()
                .map(sign -> "another release, " + sign.release()
                        + ", has just been writing this version and may do so with other code; try again after "
                        + sign.at().plus(settings.settle()));
    }

    private boolean isAlive(String release, List<Sign> all, Instant now) {
        return release.equals(generations.release())
                || all.stream()
                        .anyMatch(sign -> sign.release().equals(release)
                                && sign.at().plus(settings.settle()).isAfter(now));
    }

    private static JobOrder order(Edition edition, @Nullable String generation, Wish wish) {
        return new JobOrder(
                JobKind.REBUILD,
                edition.projection(),
                generation,
                wish.asOf(),
                wish.dryRun(),
                wish.expectEqual(),
                List.of());
    }

    /** @param trial remembered, if it is not null, so that it is not begun again */
    private Job begin(Edition edition, Wish wish, @Nullable String trial) {
        var marked = new String[1];
        generations.change(there -> {
            var pointer = there.of(edition.projection()).orElseThrow();
            var id = pointer.nextId(wish.asOf() != null);
            marked[0] = id;
            var next = pointer.with(generations.generation(id, edition, State.BUILDING, wish.asOf(), null));
            return Optional.of(there.with(trial == null ? next : next.tried(trial)));
        });
        return work(edition, marked[0], wish);
    }

    /** If it stops between the two, the sweeper starts a job for the generation, or a second one, which does no harm. */
    private Job work(Edition edition, String generation, Wish wish) {
        var job = jobs.start().apply(order(edition, generation, wish));
        generations.change(there -> {
            var pointer = there.of(edition.projection()).orElseThrow();
            return pointer.find(generation)
                    .map(found -> there.with(pointer.changed(generation, built -> built.by(job.id()))));
        });
        return job;
    }

    /** Does what is due by itself; to be called at times. */
    public void sweep() {
        var pointers = generations.look();
        var all = signs.of(pointers);
        for (var edition : generations.editions()) {
            pointers.of(edition.projection()).ifPresent(pointer -> {
                sweep(edition, pointer);
                passAgain(edition, pointer, all);
            });
        }
        retirement.sweep(pointers, all);
    }

    private void sweep(Edition edition, Pointer pointer) {
        var building = pointer.building(edition.version());
        building.stream()
                .filter(one -> one.job() == null
                        && one.release().equals(generations.release())
                        && one.createdAt().plus(Signs.INTERVAL).isBefore(clock.instant()))
                .forEach(one -> work(edition, one.id(), new Wish(false, one.asOf(), false)));
        var trial = Pointer.trial(edition.version(), generations.release());
        boolean isBuilt = building.stream().anyMatch(Generation::isFed);
        if (settings.byItself()
                && pointer.served(edition.version()).isEmpty()
                && !isBuilt
                && !pointer.tried().contains(trial)
                && isPresent(edition)) {
            begin(edition, new Wish(false, null, false), trial);
        }
    }

    /** A version that this release only keeps up to date for another release is not rebuilt. */
    private boolean isPresent(Edition edition) {
        return generations.editions().stream()
                .noneMatch(other ->
                        other.projection().equals(edition.projection()) && other.version() > edition.version());
    }

    /**
     * Passes again over a generation that is fed if, since its last pass, a consumer that cannot write it may have
     * taken a delivery: after a rollback, for example.
     */
    private void passAgain(Edition edition, Pointer pointer, List<Sign> all) {
        var last = Signs.lastOfUnable(all, edition.projection(), edition.version());
        if (last.isEmpty()) {
            return;
        }
        var safe = last.get().plus(settings.settle());
        var now = clock.instant();
        for (var generation : pointer.generations()) {
            if (generation.projectionVersion() == edition.version()
                    && generation.isFed()
                    && !generation.is(State.BUILDING)
                    && generation.passedOrChangedAt().isBefore(safe)
                    && !now.isBefore(safe)) {
                generations.change(there -> there.of(edition.projection())
                        .filter(same -> same.find(generation.id()).isPresent())
                        .map(same -> there.with(same.changed(generation.id(), it -> it.passed(now)))));
                var _ = jobs.start()
                        .apply(new JobOrder(
                                JobKind.RECONCILE,
                                edition.projection(),
                                generation.id(),
                                null,
                                false,
                                false,
                                List.of(edition.projection())));
            }
        }
    }

    /** Begins the removal of a generation, which leaves the pointer first. */
    public Job remove(String projection, String generation) {
        return retirement.remove(projection, generation);
    }

    /**
     * Drops the generation of a build that failed or was cancelled, if it is not served.
     *
     * @return whether it was there
     */
    public boolean abandon(Job job) {
        var projection = job.order().projection();
        var id = job.order().generation();
        if (projection == null || id == null) {
            return false;
        }
        boolean isBuilding = generations
                .look()
                .find(projection, id)
                .filter(found -> found.is(State.BUILDING))
                .isPresent();
        if (isBuilding) {
            remove(projection, id);
        }
        return isBuilding;
    }
}
