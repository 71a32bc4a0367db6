package io.daybook.runtime.wiring;

import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.schema.ScalarType;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.ReadModel;
import io.daybook.runtime.TallyModel;
import io.daybook.runtime.check.CatalogCheck;
import io.daybook.runtime.check.CatalogDefectException;
import io.quarkus.runtime.ImageMode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The checked content of a catalog, from which everything else is built.
 *
 * @param readModels projections, each of one stream
 * @param tallies sums over many streams
 * @param sagas the names of the sagas whose instances clients can see
 * @param scalars values that JSON writes as one string
 */
public record Model(
        List<Aggregate<?, ?, ?, ?>> aggregates,
        List<ReadModel<?, ?>> readModels,
        List<TallyModel<?, ?>> tallies,
        Set<String> sagas,
        List<ScalarType<?>> scalars) {
    public Model {
        aggregates = List.copyOf(aggregates);
        readModels = List.copyOf(readModels);
        tallies = List.copyOf(tallies);
        sagas = Set.copyOf(sagas);
        scalars = List.copyOf(scalars);
    }

    /**
     * Checks the catalog, except in a native image, whose build has checked it already.
     *
     * @throws CatalogDefectException if the application cannot work as it is declared
     */
    public static Model of(Catalog catalog) {
        if (!ImageMode.current().isNativeImage()) {
            CatalogDefectException.throwIfAny(CatalogCheck.defects(catalog));
        }
        return new Model(
                catalog.aggregates(),
                catalog.readModels(),
                catalog.tallies(),
                catalog.sagas().stream().map(Saga::name).collect(Collectors.toUnmodifiableSet()),
                catalog.scalars());
    }
}
