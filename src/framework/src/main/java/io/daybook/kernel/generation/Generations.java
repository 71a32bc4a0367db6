package io.daybook.kernel.generation;

import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.failure.StoreUnavailableException;
import io.daybook.kernel.generation.Generation.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The pointers as an instance sees them. It uses a picture of them that is at most five seconds old by the wall clock, so
 * that an instance that was frozen looks again before it does anything.
 */
public final class Generations implements Pictures {
    /** Source: docs/operations.md. */
    public static final Duration PICTURE_AGE_MAX = Duration.ofSeconds(5);

    private static final int ATTEMPTS_MAX = 20;

    private final GenerationTable table;
    private final List<Edition> editions;
    private final BooleanSupplier isBookEmpty;
    private final Context context;
    private volatile @Nullable Seen seen;

    private record Seen(Pointers pointers, Instant at) {}

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
    public Generations(GenerationTable table, List<Edition> editions, BooleanSupplier isBookEmpty, Context context) {
        this.table = table;
        this.editions = List.copyOf(editions);
        this.isBookEmpty = isBookEmpty;
        this.context = context;
    }

    public List<Edition> editions() {
        return editions;
    }

    public String release() {
        return context.release();
    }

    @Override
    public Pointers now() {
        var now = context.clock().instant();
        var picture = seen;
        // A clock that was set back must not keep an old picture.
        if (picture != null
                && !now.isBefore(picture.at())
                && now.isBefore(picture.at().plus(PICTURE_AGE_MAX))) {
            return picture.pointers();
        }
        return look();
    }

    /**
     * A generation. What it was made by and for never changes, so a picture will do; one that is not in it may be new, and is
     * looked for again.
     */
    public Optional<Generation> find(String projection, String generation) {
        return now().find(projection, generation).or(() -> look().find(projection, generation));
    }

    /** Reads the pointers, and makes those that this release misses. */
    public Pointers look() {
        var now = context.clock().instant();
        var pointers = table.read();
        if (!isComplete(pointers)) {
            boolean isEmpty = isBookEmpty.getAsBoolean();
            pointers = change(there -> isComplete(there) ? Optional.empty() : Optional.of(completed(there, isEmpty)))
                    .orElseGet(table::read);
        }
        seen = new Seen(pointers, now);
        return pointers;
    }

    @Override
    public void forget() {
        seen = null;
    }

    private boolean isComplete(Pointers pointers) {
        return editions.stream()
                .allMatch(edition -> pointers.of(edition.projection()).isPresent());
    }

    /** Nobody has read or written the rows of a projection without a pointer. */
    private Pointers completed(Pointers pointers, boolean isEmpty) {
        var more = pointers;
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
     * Changes the pointers, and sees them anew.
     *
     * @param change pure; empty if there is nothing to change
     * @return as they are now; empty if there was nothing to change
     */
    public Optional<Pointers> change(Function<Pointers, Optional<Pointers>> change) {
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            var now = context.clock().instant();
            var there = table.read();
            var next = change.apply(there);
            if (next.isEmpty()) {
                seen = new Seen(there, now);
                return Optional.empty();
            }
            if (table.replace(there, next.get())) {
                var stored = new Pointers(next.get().pointers(), next.get().releases(), there.revision() + 1);
                seen = new Seen(stored, now);
                return Optional.of(stored);
            }
            context.backoff().pause(attempt);
        }
        throw new StoreUnavailableException(
                "the pointers of read models were changed by others " + ATTEMPTS_MAX + " times in a row", null);
    }
}
