package io.daybook.kernel.generation;

import java.util.List;
import java.util.Optional;

/** Gives the picture that one request or batch uses. */
@FunctionalInterface
public interface Pictures {
    /** @throws io.daybook.kernel.failure.StoreException if it had to be read and could not be */
    Picture now();

    /** Reads it again at the next call. */
    default void forget() {}

    /** For tests and rehearsals: each projection has its first generation, and never another. */
    static Pictures first() {
        return () -> FIRST;
    }

    /** Each projection has its first generation. */
    Picture FIRST = new Picture() {
        @Override
        public Optional<String> readBy(Edition edition) {
            return Optional.of(Generation.FIRST);
        }

        @Override
        public Optional<String> writtenBy(Edition edition) {
            return Optional.of(Generation.FIRST);
        }

        @Override
        public boolean isListed(Edition edition, String generation) {
            return generation.equals(Generation.FIRST);
        }

        @Override
        public boolean isThere(String projection, String generation) {
            return generation.equals(Generation.FIRST);
        }

        @Override
        public boolean isReadable(Edition edition, String generation) {
            return generation.equals(Generation.FIRST);
        }

        @Override
        public List<Generation> all(String projection) {
            return List.of();
        }

        @Override
        public List<String> fedBeside(Edition edition) {
            return List.of();
        }
    };
}
