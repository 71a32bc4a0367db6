package io.daybook.kernel.replay;

import io.daybook.kernel.generation.Generation;
import io.daybook.kernel.generation.Generations;
import io.daybook.kernel.generation.Pointer;
import io.daybook.kernel.generation.Pointers;
import io.daybook.kernel.generation.Sign;
import io.daybook.kernel.generation.Signs;
import io.daybook.kernel.job.Job;
import io.daybook.kernel.job.JobKind;
import io.daybook.kernel.job.JobOrder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Begins to remove the generations that nobody reads or writes any more, and forgets the releases that are gone. */
final class Retirement {
    private final Generations generations;
    private final Signs signs;
    private final ReplaySettings settings;
    private final InstantSource clock;
    private final Rebuilds.Starting jobs;
    /** The generations that this process has begun to remove. */
    private final Set<String> removing = ConcurrentHashMap.newKeySet();

    Retirement(
            Generations generations,
            Signs signs,
            ReplaySettings settings,
            InstantSource clock,
            Rebuilds.Starting jobs) {
        this.generations = generations;
        this.signs = signs;
        this.settings = settings;
        this.clock = clock;
        this.jobs = jobs;
    }

    /** Removes generations that nobody has read or written for long enough, and forgets releases without a sign. */
    void sweep(Pointers pointers, List<Sign> all) {
        var now = clock.instant();
        forgetReleases(pointers, all, now);
        for (var pointer : pointers.pointers().values()) {
            for (var generation : pointer.generations()) {
                if (isOver(pointer, generation, all, now)
                        && removing.add(pointer.projection() + "#" + generation.id() + "#" + generation.job())) {
                    remove(pointer.projection(), generation.id());
                }
            }
        }
    }

    /** A release that has not left a sign for that long is gone, or leaves a new one before it does anything. */
    private void forgetReleases(Pointers pointers, List<Sign> all, Instant now) {
        var gone = pointers.releases().stream()
                .filter(release -> !release.equals(generations.release()))
                .filter(release -> all.stream()
                        .noneMatch(sign -> sign.release().equals(release)
                                && sign.at()
                                        .plus(settings.keep())
                                        .plus(settings.settle())
                                        .isAfter(now)))
                .collect(Collectors.toUnmodifiableSet());
        if (!gone.isEmpty()) {
            generations.change(there -> Optional.of(there.withoutReleases(gone)));
            signs.remove(gone);
        }
    }

    private boolean isOver(Pointer pointer, Generation generation, List<Sign> all, Instant now) {
        var used = Signs.lastOfUser(all, pointer.projection(), generation.projectionVersion())
                .filter(sign -> sign.isAfter(generation.changedAt()))
                .orElse(generation.changedAt());
        return switch (generation.state()) {
            case BUILDING -> isAbandoned(generation, all, now);
            case KEPT -> generation.changedAt().plus(settings.keep()).isBefore(now);
            case SERVED -> used.plus(settings.keep()).isBefore(now);
            case AS_OF -> false;
            case LEAVING -> generation.job() == null || jobs.isOver().test(generation.job());
        };
    }

    /** Whether its job is over although it is still there, or its release has been gone for long. */
    private boolean isAbandoned(Generation generation, List<Sign> all, Instant now) {
        boolean isOld = generation.createdAt().plus(settings.keep()).isBefore(now);
        boolean isGone = all.stream()
                .noneMatch(sign -> sign.release().equals(generation.release())
                        && sign.at().plus(settings.keep()).isAfter(now));
        var job = generation.job();
        if (isOld && isGone && job != null && !jobs.isOver().test(job)) {
            jobs.cancel().accept(job);
        }
        return isOld && (isGone || job == null || jobs.isOver().test(job));
    }

    Job remove(String projection, String generation) {
        return jobs.start().apply(new JobOrder(JobKind.REMOVE, projection, generation, null, false, false, List.of()));
    }
}
