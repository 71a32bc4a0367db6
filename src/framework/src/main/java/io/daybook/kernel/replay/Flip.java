package io.daybook.kernel.replay;

import io.daybook.kernel.generation.Generation;
import io.daybook.kernel.generation.Generation.State;
import io.daybook.kernel.generation.Generations;
import io.daybook.kernel.generation.Pointer;
import io.daybook.kernel.job.Job;
import io.daybook.kernel.job.JobFailedException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows readers a generation that was built. It may be called again for the same one. */
final class Flip {
    private final Generations generations;
    private final InstantSource clock;

    Flip(Generations generations, InstantSource clock) {
        this.generations = generations;
        this.clock = clock;
    }

    /**
     * Serves a generation instead of the one that is served for the same version.
     *
     * @param passed when the last pass over it began
     */
    void serve(Job job, Instant passed) {
        change(
                job,
                (pointer, id) -> pointer.find(id)
                                .filter(found -> !found.is(State.SERVED))
                                .isEmpty()
                        ? pointer
                        : pointer.serving(id, clock.instant()).changed(id, flipped -> flipped.passed(passed)));
    }

    /** The rows of a moment are complete. */
    void complete(Job job) {
        change(
                job,
                (pointer, id) -> pointer.changed(
                        id, built -> built.is(State.AS_OF) ? built : built.as(State.AS_OF, clock.instant())));
    }

    private interface Change {
        Pointer of(Pointer pointer, String id);
    }

    private void change(Job job, Change change) {
        var id = Objects.requireNonNull(job.order().generation());
        generations.change(there -> {
            var pointer =
                    there.of(Objects.requireNonNull(job.order().projection())).orElseThrow();
            var _ = present(pointer.find(id), id);
            var next = change.of(pointer, id);
            return next.equals(pointer) ? Optional.empty() : Optional.of(there.with(next));
        });
    }

    /** @throws JobFailedException if it may no longer be filled or served */
    static Generation present(Optional<Generation> found, @Nullable String id) {
        return found.filter(generation -> !generation.is(State.LEAVING))
                .orElseThrow(
                        () -> new JobFailedException("the generation " + id + " is gone: somebody has removed it"));
    }
}
