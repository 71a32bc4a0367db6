package io.daybook.kernel.registration;

/** Keeps all registrations together. Strongly consistent. Failures are store exceptions. */
public interface RegistrationTable {
    /** {@link Registry#NONE} if it was never written. */
    Registry read();

    /**
     * Replaces the registry, unless it has changed since it was seen.
     *
     * @param next with the revision of {@code seen}
     * @return whether it was done
     * @throws io.daybook.kernel.failure.StoreInDoubtException if that is not known; reading again tells
     */
    boolean replace(Registry seen, Registry next);
}
