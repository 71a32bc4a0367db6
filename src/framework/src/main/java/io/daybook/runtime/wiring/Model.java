package io.daybook.runtime.wiring;

import io.daybook.kernel.event.ScalarType;
import io.daybook.kernel.saga.Saga;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.ReadModel;
import io.daybook.runtime.TallyModel;
import io.daybook.runtime.check.CatalogDefectException;
import io.daybook.runtime.check.JsonTypes;
import io.quarkus.runtime.ImageMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a catalog lists, checked: all that everything else is built from.
 *
 * @param readModels projections, each of one stream
 * @param tallies sums over many streams
 * @param sagas the names of those whose instances can be looked at
 * @param scalars values that JSON writes as one string
 */
public record Model(
        List<Aggregate<?, ?, ?, ?>> aggregates,
        List<ReadModel<?, ?>> readModels,
        List<TallyModel<?, ?>> tallies,
        Set<String> sagas,
        List<ScalarType<?>> scalars) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");

    /** @throws IllegalArgumentException where a projection or saga has a name that is not its own, or none that may be */
    public Model {
        aggregates = List.copyOf(aggregates);
        readModels = List.copyOf(readModels);
        tallies = List.copyOf(tallies);
        sagas = Set.copyOf(sagas);
        scalars = List.copyOf(scalars);
        var names = new ArrayList<>(sagas);
        readModels.forEach(readModel -> names.add(readModel.projection().name()));
        tallies.forEach(tally -> names.add(tally.tally().name()));
        checkNames(names);
    }

    /** Rows, cursors and markers are stored under them. */
    private static void checkNames(List<String> names) {
        var met = new HashSet<String>();
        for (var name : names) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "a projection or saga is called '" + name + "'; it may have 1..64 characters of a-z 0-9 -");
            }
            if (!met.add(name)) {
                throw new IllegalArgumentException("two projections or sagas are called '" + name + "'");
            }
        }
    }

    /**
     * The build of a native image has looked at the types already.
     *
     * @throws CatalogDefectException where something of it cannot be JSON
     * @throws IllegalArgumentException as above
     */
    public static Model of(Catalog catalog) {
        var defects = ImageMode.current().isNativeImage()
                ? List.<String>of()
                : JsonTypes.of(catalog).defects();
        if (!defects.isEmpty()) {
            throw new CatalogDefectException(defects);
        }
        return new Model(
                catalog.aggregates(),
                catalog.readModels(),
                catalog.tallies(),
                catalog.sagas().stream().map(Saga::name).collect(Collectors.toUnmodifiableSet()),
                catalog.scalars());
    }
}
