package io.daybook.kernel.generation;

import io.daybook.kernel.failure.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The signs of life that the functions of a release leave before they work, at most once a minute each. They tell when
 * every consumer can write a generation, and when nobody reads one any more.
 */
public final class Signs {
    /** Source: docs/rebuild.md. */
    public static final Duration INTERVAL = Duration.ofMinutes(1);

    /** The functions that leave signs. */
    public static final List<String> FUNCTIONS = List.of("project", "sweep", "queries", "admin", "work");

    private static final Set<String> TAKE_DELIVERIES = Set.of("project", "sweep");

    private final Generations generations;
    private final GenerationTable table;
    private final InstantSource clock;
    private final Map<String, Instant> left = new ConcurrentHashMap<>();

    public Signs(Generations generations, GenerationTable table, InstantSource clock) {
        this.generations = generations;
        this.table = table;
        this.clock = clock;
    }

    /**
     * Leaves the sign of a function, unless it did so within the last minute.
     *
     * @throws io.daybook.kernel.failure.StoreException if it is not certain that the sign was left: nothing may be done
     *     then
     */
    public void leave(String function) {
        var now = clock.instant();
        var last = left.get(function);
        if (last != null && !now.isBefore(last) && now.isBefore(last.plus(INTERVAL))) {
            return;
        }
        var release = generations.release();
        if (!generations.now().releases().contains(release)) {
            generations.change(there ->
                    there.releases().contains(release) ? Optional.empty() : Optional.of(there.withRelease(release)));
        }
        boolean takesDeliveries = TAKE_DELIVERIES.contains(function);
        table.leave(new Sign(function, release, takesDeliveries, versions(takesDeliveries), now));
        left.put(function, now);
    }

    /** The same for a function that only reads, which goes on even if the sign could not be left. */
    public void leaveIfPossible(String function) {
        try {
            leave(function);
        } catch (StoreException e) {
            // The next request tries again. A generation is removed only after an hour without a sign.
        }
    }

    private Map<String, Set<Integer>> versions(boolean written) {
        var versions = new HashMap<String, Set<Integer>>();
        for (var edition : generations.editions()) {
            var own = versions.computeIfAbsent(edition.projection(), name -> new TreeSet<>());
            IntStream.rangeClosed(written ? edition.version() : edition.readsFrom(), edition.version())
                    .forEach(own::add);
        }
        return versions.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
    }

    /** The release stops cleanly: nobody needs to wait for it. */
    public void signOff() {
        var release = generations.release();
        table.removeSigns(release);
        generations.change(there -> there.releases().contains(release)
                ? Optional.of(there.withoutReleases(Set.of(release)))
                : Optional.empty());
        left.clear();
    }

    /** Removes the signs of releases that are gone. */
    public void remove(Set<String> releases) {
        releases.forEach(table::removeSigns);
    }

    /** All signs, of this release and others. */
    public List<Sign> all() {
        return of(generations.look());
    }

    /** Those of the releases that these pointers name. */
    public List<Sign> of(Pointers pointers) {
        return table.signs(pointers.releases());
    }

    /** The last sign of a consumer that takes deliveries and does not write this version; empty if there is none. */
    public static Optional<Instant> lastOfUnable(List<Sign> signs, String projection, int version) {
        return last(signs, sign -> sign.takesDeliveries() && !sign.uses(projection, version));
    }

    /** The last sign of a function that reads or writes this version. */
    public static Optional<Instant> lastOfUser(List<Sign> signs, String projection, int version) {
        return last(signs, sign -> sign.uses(projection, version));
    }

    private static Optional<Instant> last(List<Sign> signs, Predicate<Sign> of) {
        return signs.stream().filter(of).map(Sign::at).max(Instant::compareTo);
    }
}
