package io.daybook.kernel.generation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;

/**
 * Says that a function of a release was at work, and which versions of projections it has in its code.
 *
 * @param function the function's name, such as {@code project}
 * @param release the build that it runs; on a laptop, each start is a release of its own
 * @param takesDeliveries whether it writes what is appended to the rows of these versions; otherwise it reads them
 * @param versions by the projection's name
 * @param at in whole milliseconds
 */
public record Sign(
        String function, String release, boolean takesDeliveries, Map<String, Set<Integer>> versions, Instant at) {
    public Sign {
        versions = Map.copyOf(versions);
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    public boolean uses(String projection, int version) {
        return versions.getOrDefault(projection, Set.of()).contains(version);
    }
}
