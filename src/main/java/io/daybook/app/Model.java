package io.daybook.app;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

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
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");

    /** @throws IllegalArgumentException where a projection or saga has a name that is not its own, or none that may be */
    public Model {
        aggregates = List.copyOf(aggregates);
        readModels = List.copyOf(readModels);
        tallies = List.copyOf(tallies);
        sagas = Set.copyOf(sagas);
        var names = new ArrayList<>(sagas);
        readModels.forEach(readModel -> names.add(readModel.projection().name()));
        tallies.forEach(tally -> names.add(tally.projection().name()));
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

    /** Commands only. */
    public static Model of(List<Aggregate<?, ?, ?, ?>> aggregates) {
        return new Model(aggregates, List.of(), List.of(), Set.of());
    }
}
