package io.daybook.app;

import java.util.List;

/**
 * What exists: all that everything else is built from.
 *
 * @param readModels projections of one stream each
 * @param tallies projections of many streams
 */
public record Model(
        List<Aggregate<?, ?, ?, ?>> aggregates, List<ReadModel<?, ?>> readModels, List<Tally<?, ?>> tallies) {
    public Model {
        aggregates = List.copyOf(aggregates);
        readModels = List.copyOf(readModels);
        tallies = List.copyOf(tallies);
    }

    /** Commands only. */
    public static Model of(List<Aggregate<?, ?, ?, ?>> aggregates) {
        return new Model(aggregates, List.of(), List.of());
    }
}
