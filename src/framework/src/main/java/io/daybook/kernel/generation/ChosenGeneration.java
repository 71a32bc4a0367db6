package io.daybook.kernel.generation;

import java.util.List;
import java.util.Optional;

/**
 * The pictures for a request that names one generation. Projections that do not have it are shown from what is served.
 */
public record ChosenGeneration(Pictures pictures, String generation) implements Pictures {
    @Override
    public Picture now() {
        return new Chosen(pictures.now(), generation);
    }

    private record Chosen(Picture picture, String generation) implements Picture {
        @Override
        public Optional<String> readBy(Edition edition) {
            if (!picture.isThere(edition.projection(), generation)) {
                return picture.readBy(edition);
            }
            return picture.isReadable(edition, generation) ? Optional.of(generation) : Optional.empty();
        }

        @Override
        public boolean isListed(Edition edition, String other) {
            return readBy(edition).filter(other::equals).isPresent();
        }

        @Override
        public Optional<String> writtenBy(Edition edition) {
            return picture.writtenBy(edition);
        }

        @Override
        public boolean isThere(String projection, String other) {
            return picture.isThere(projection, other);
        }

        @Override
        public boolean isReadable(Edition edition, String other) {
            return picture.isReadable(edition, other);
        }

        @Override
        public List<Generation> all(String projection) {
            return picture.all(projection);
        }

        @Override
        public List<String> fedBeside(Edition edition) {
            return picture.fedBeside(edition);
        }
    }
}
