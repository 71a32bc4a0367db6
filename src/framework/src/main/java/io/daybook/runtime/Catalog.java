package io.daybook.runtime;

import io.daybook.kernel.event.ScalarType;
import io.daybook.kernel.react.Reactor;
import io.daybook.kernel.saga.Saga;
import java.util.List;

/**
 * What exists in an application: the one interface that it implements. A line more, and there are routes, codecs and
 * handlers for it.
 *
 * <p>The implementation is found twice. The running functions take it as a CDI bean, so it has a scope such as
 * {@code @Singleton}. The build of a native image finds it with {@link java.util.ServiceLoader}, so it has a public
 * constructor without parameters and stands in {@code META-INF/services/io.daybook.runtime.Catalog}; the build asks only
 * for types. An implementation that needs settings or clients has a second constructor, with {@code @Inject}.
 */
public interface Catalog {
    /** What decides commands, and shows its streams. */
    List<Aggregate<?, ?, ?, ?>> aggregates();

    /** What is kept of each stream, to be looked up. */
    default List<ReadModel<?, ?>> readModels() {
        return List.of();
    }

    /** What is added up over many streams. */
    default List<TallyModel<?, ?>> tallies() {
        return List.of();
    }

    /** Processes across streams. */
    default List<Saga<?>> sagas() {
        return List.of();
    }

    /** Effects outside of the event store. */
    default List<Reactor<?>> reactors() {
        return List.of();
    }

    /** Values of the domain that JSON writes as one string. */
    default List<ScalarType<?>> scalars() {
        return List.of();
    }
}
