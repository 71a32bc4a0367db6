package io.daybook.kernel.generation;

import io.daybook.kernel.rows.RowReader;
import java.util.Optional;
import java.util.function.Function;

/**
 * The rows of a read model, read from the generation that is served at the moment.
 *
 * @param open the rows of a generation, by its id
 */
public record ServedRows<R>(Edition edition, Pictures pictures, Function<String, RowReader<R>> open) {
    /** The rows of one generation. */
    public record Served<R>(String generation, RowReader<R> rows) {}

    /** @return empty if no generation fits this release's code, until one is built */
    public Optional<Served<R>> now() {
        return pictures.now().readBy(edition).map(this::served);
    }

    /** The same generation again, for a list that is continued; empty if it may not be continued there. */
    public Optional<Served<R>> again(String generation) {
        return pictures.now().isListed(edition, generation) ? Optional.of(served(generation)) : Optional.empty();
    }

    private Served<R> served(String generation) {
        return new Served<>(generation, open.apply(generation));
    }
}
