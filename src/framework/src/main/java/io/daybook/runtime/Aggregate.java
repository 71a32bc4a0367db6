package io.daybook.runtime;

import io.daybook.kernel.access.StreamAccess;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.Projection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kind of aggregate, as the catalog lists it.
 *
 * @param collectionName the first part of its commands' paths; null if only sagas send it commands
 * @param view what clients see of its streams
 * @param access who may send it commands, and read its streams
 */
public record Aggregate<C, S, E, R>(
        @Nullable String collectionName, Category<C, S, E> category, Projection<E, R> view, StreamAccess<C, S> access) {
    /** An aggregate for operators only. */
    public Aggregate(@Nullable String collectionName, Category<C, S, E> category, Projection<E, R> view) {
        this(collectionName, category, view, StreamAccess.operatorsOnly());
    }

    /** An aggregate for operators only, of which clients see the state as the rules see it. */
    public static <C, S, E> Aggregate<C, S, E, S> of(String collectionName, Category<C, S, E> category) {
        return new Aggregate<>(collectionName, category, new StateView<>(category));
    }

    /** The same aggregate for callers whom a rule lets in. */
    public Aggregate<C, S, E, R> withAccess(StreamAccess<C, S> rule) {
        return new Aggregate<>(collectionName, category, view, rule);
    }

    public Optional<String> collection() {
        return Optional.ofNullable(collectionName);
    }

    /** The state that decisions are made on. */
    private record StateView<S, E>(Category<?, S, E> category) implements Projection<E, S> {
        @Override
        public String name() {
            return category.name();
        }

        @Override
        public Category<?, ?, E> follows() {
            return category;
        }

        @Override
        public Class<S> rowType() {
            return category.stateType();
        }

        @Override
        public S evolve(@Nullable S row, Recorded<E> recorded) {
            var state = row == null ? category.decider().initial() : row;
            return category.decider().evolve(state, recorded.event());
        }
    }
}
