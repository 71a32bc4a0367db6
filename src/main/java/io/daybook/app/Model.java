package io.daybook.app;

import java.util.List;
import java.util.Set;

/**
 * What exists: all that everything else is built from.
 *
 * @param readModels projections of one stream each
 * @param tallies projections of many streams
 * @param sagas the names of those whose instances can be looked at
 */
public record Model(
        List<Aggregate<?, ?, ?, ?>> aggregates,
        List<ReadModel<?, ?>> readModels,
        List<Tally<?, ?>> tallies,
        Set<String> sagas) {
    public Model {
        aggregates = List.copyOf(aggregates);
        readModels = List.copyOf(readModels);
        tallies = List.copyOf(tallies);
        sagas = Set.copyOf(sagas);
    }

    /** Commands only. */
    public static Model of(List<Aggregate<?, ?, ?, ?>> aggregates) {
        return new Model(aggregates, List.of(), List.of(), Set.of());
    }
}
