package io.daybook.runtime;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.project.Projection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One kind of aggregate, as the catalog lists it.
 *
 * @param collectionName the first part of its commands' paths; null where only sagas send it commands
 * @param view what a look at its streams shows
 */
public record Aggregate<C, S, E, R>(
        @Nullable String collectionName, Category<C, S, E> category, Projection<E, R> view) {
    public Optional<String> collection() {
        return Optional.ofNullable(collectionName);
    }
}
