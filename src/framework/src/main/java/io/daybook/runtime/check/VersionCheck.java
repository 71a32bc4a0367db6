package io.daybook.runtime.check;

import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.saga.StateUpcaster;
import io.daybook.runtime.Catalog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/** Checks the versions of projections, tallies and sagas, and that a saga reads every state that it ever wrote. */
final class VersionCheck {
    private final List<String> defects = new ArrayList<>();

    private VersionCheck() {}

    static List<String> defects(Catalog catalog) {
        var check = new VersionCheck();
        catalog.readModels()
                .forEach(model -> check.version(
                        "projection",
                        model.projection().name(),
                        model.projection().version()));
        catalog.tallies()
                .forEach(model -> check.version(
                        "tally", model.tally().name(), model.tally().version()));
        catalog.sagas().forEach(check::saga);
        return check.defects;
    }

    private void version(String kind, String name, int version) {
        if (version < 1) {
            defects.add("the " + kind + " '" + name + "' has the version " + version + ": count from 1");
        }
    }

    private void saga(Saga<?> saga) {
        version("saga", saga.name(), saga.version());
        var read = saga.upcasters().stream().map(StateUpcaster::fromVersion).collect(Collectors.toSet());
        for (int version = 1; version < saga.version(); version++) {
            if (!read.contains(version)) {
                defects.add("the saga '" + saga.name() + "' has the version " + saga.version()
                        + ", but no upcaster reads the states of version " + version
                        + ": add one, StateUpcaster.unchanged(" + version
                        + ") where the next version only has more nullable components, or fewer components");
            }
        }
        var met = new HashSet<Integer>();
        for (var upcaster : saga.upcasters()) {
            int from = upcaster.fromVersion();
            if (!met.add(from)) {
                defects.add("two upcasters of the saga '" + saga.name() + "' read version " + from + ": leave one out");
            } else if (from < 1 || from >= saga.version()) {
                defects.add("an upcaster of the saga '" + saga.name() + "' reads version " + from
                        + ", which is not one before its version " + saga.version()
                        + ": raise the saga's version, or leave the upcaster out");
            }
        }
    }
}
