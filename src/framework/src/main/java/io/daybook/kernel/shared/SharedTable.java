package io.daybook.kernel.shared;

/** Keeps one value for all instances. Strongly consistent. Failures are store exceptions. */
public interface SharedTable<T> {
    /** Revision 0 and the value for "nothing yet" if it was never written. */
    Revised<T> read();

    /**
     * Replaces the value, unless it has changed since it was seen.
     *
     * @return whether it was done
     * @throws io.daybook.kernel.failure.StoreInDoubtException if that is not known; reading again tells
     */
    boolean replace(Revised<T> seen, T next);
}
