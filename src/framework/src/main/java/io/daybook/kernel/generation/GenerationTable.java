package io.daybook.kernel.generation;

import io.daybook.kernel.shared.SharedTable;
import java.util.List;
import java.util.Set;

/**
 * Keeps the pointers of all projections together, as one shared value, and the signs of life of the releases that use
 * them. Strongly consistent. Failures are store exceptions.
 */
public interface GenerationTable extends SharedTable<Pointers> {
    /** Replaces the sign of the same function of the same release. */
    void leave(Sign sign);

    /** The signs of these releases. */
    List<Sign> signs(Set<String> releases);

    /** Removes the signs that a release has left. */
    void removeSigns(String release);
}
