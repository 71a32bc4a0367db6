package io.daybook.kernel.generation;

import java.util.List;
import java.util.Set;

/**
 * Keeps the pointers of all projections together, and the signs of life of those who use them. Strongly consistent.
 * Failures are store exceptions.
 */
public interface GenerationTable {
    /** {@link Pointers#NONE} if they were never written. */
    Pointers read();

    /**
     * Replaces the pointers, unless they have changed since they were seen.
     *
     * @param next with the revision of {@code seen}
     * @return whether it was done
     * @throws io.daybook.kernel.failure.StoreInDoubtException if that is not known; reading again tells
     */
    boolean replace(Pointers seen, Pointers next);

    /** Replaces the sign of the same function of the same release. */
    void leave(Sign sign);

    /** The signs of these releases. */
    List<Sign> signs(Set<String> releases);

    /** Removes what a release has left. */
    void removeSigns(String release);
}
