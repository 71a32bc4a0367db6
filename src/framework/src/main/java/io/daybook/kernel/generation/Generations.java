package io.daybook.kernel.generation;

import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.generation.Generation.State;
import io.daybook.kernel.shared.Recent;
import io.daybook.kernel.shared.SharedTable;
import io.daybook.kernel.shared.SharedValue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The pointers as an instance sees them. It uses a picture of them that is at most five seconds old.
 */
public final class Generations implements Pictures {
    private final SharedValue<Pointers> pointers;
    private final List<Edition> editions;
    private final BooleanSupplier isBookEmpty;
    private final Context context;
    private final Recent<Pointers> recent;

    /**
     * What an instance is.
     *
     * @param release the build that it runs; on a laptop, each start is a release of its own
     */
    public record Context(String release, InstantSource clock, Backoff backoff) {}

    /**
     * @param editions what this release has in its code
     * @param isBookEmpty whether nothing was ever appended
     */
    public Generations(
            SharedTable<Pointers> table, List<Edition> editions, BooleanSupplier isBookEmpty, Context context) {
        this.pointers = new SharedValue<>(table, "the pointers of read models", context.backoff());
        this.editions = List.copyOf(editions);
        this.isBookEmpty = isBookEmpty;
        this.context = context;
        this.recent = new Recent<>(context.clock());
    }

    public List<Edition> editions() {
        return editions;
    }

    public String release() {
        return context.release();
    }

    @Override
    public Pointers now() {
        return recent.get(this::completed);
    }

    /**
     * A generation. Its version and its time never change, so a picture is good enough. If it is not in the picture it
     * may be new, so the pointers are read again.
     */
    public Optional<Generation> find(String projection, String generation) {
        return now().find(projection, generation).or(() -> look().find(projection, generation));
    }

    /** Reads the pointers, and creates those that this release lacks. */
    public Pointers look() {
        return recent.anew(this::completed);
    }

    private Pointers completed() {
        var there = pointers.read().value();
        if (isComplete(there)) {
            return there;
        }
        boolean isEmpty = isBookEmpty.getAsBoolean();
        return pointers.change(seen ->
                        isComplete(seen.value()) ? Optional.empty() : Optional.of(completed(seen.value(), isEmpty)))
                .value();
    }

    @Override
    public void forget() {
        recent.forget();
    }

    private boolean isComplete(Pointers there) {
        return editions.stream()
                .allMatch(edition -> there.of(edition.projection()).isPresent());
    }

    /** Nobody has read or written the rows of a projection without a pointer. */
    private Pointers completed(Pointers there, boolean isEmpty) {
        var more = there;
        for (var edition : editions) {
            if (more.of(edition.projection()).isEmpty()) {
                var pointer = new Pointer(edition.projection(), edition.tally(), 0, List.of(), Set.of());
                more = more.with(
                        isEmpty
                                ? pointer.with(generation(pointer.nextId(false), edition, State.SERVED, null, null))
                                : pointer);
            }
        }
        return more;
    }

    /** A generation of this release's code, made now. */
    public Generation generation(
            String id, Edition edition, State state, @Nullable Instant asOf, @Nullable String job) {
        var now = context.clock().instant();
        return new Generation(
                id, edition.version(), state, asOf, edition.table(), now, now, null, context.release(), job);
    }

    /**
     * Changes the pointers, and keeps the new picture.
     *
     * @param change pure; empty if there is nothing to change
     * @return as they are now
     */
    public Pointers change(Function<Pointers, Optional<Pointers>> change) {
        return recent.anew(
                () -> pointers.change(seen -> change.apply(seen.value())).value());
    }
}
