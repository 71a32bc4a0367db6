package io.daybook.runtime;

import io.daybook.kernel.react.Reactor;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.schema.ScalarType;
import java.util.List;

/**
 * What exists in an application. It is the only interface that an application has to implement. Each line gets routes,
 * codecs and handlers.
 *
 * <p>The implementation is found in two ways. The running functions use it as a CDI bean, so it has a scope such as
 * {@code @Singleton}. The build of a native image finds it with {@link java.util.ServiceLoader}, so it has a public
 * constructor without parameters and is named in {@code META-INF/services/io.daybook.runtime.Catalog}. The build asks
 * only for types. An implementation that needs settings or clients has a second constructor, with {@code @Inject}.
 */
public interface Catalog {
    /** The aggregates, which decide commands. */
    List<Aggregate<?, ?, ?, ?>> aggregates();

    /** The rows that are kept of each stream, to be looked up. */
    default List<ReadModel<?, ?>> readModels() {
        return List.of();
    }

    /** Sums over many streams. */
    default List<TallyModel<?, ?>> tallies() {
        return List.of();
    }

    /** Processes across streams. */
    default List<Saga<?>> sagas() {
        return List.of();
    }

    /** Effects outside the event store. */
    default List<Reactor<?>> reactors() {
        return List.of();
    }

    /** Values of the domain that are written as one JSON string. */
    default List<ScalarType<?>> scalars() {
        return List.of();
    }
}
