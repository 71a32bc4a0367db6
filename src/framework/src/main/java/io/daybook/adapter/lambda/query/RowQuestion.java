package io.daybook.adapter.lambda.query;

import io.daybook.adapter.lambda.http.QueryParameters;
import io.daybook.kernel.project.Lookup;
import io.daybook.kernel.project.RowIndexes.Place;
import io.daybook.kernel.rows.IndexKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a client asks a list for.
 *
 * @param first the lookup whose index is read
 * @param others the lookups that the rows found there must match, too
 * @param text the whole question, in the order of declaration; a cursor belongs to it
 */
record RowQuestion<R>(Sought<R> first, List<Sought<R>> others, String text) {
    RowQuestion {
        others = List.copyOf(others);
    }

    /** The parameters of all lookups. */
    static <R> List<String> parameters(List<Place<R>> places) {
        var names = new ArrayList<String>();
        for (var place : places) {
            names.add(place.lookup().parameter().name());
            var range = place.lookup().order().range();
            if (range != null) {
                names.addAll(List.of(Lookup.from(range), Lookup.to(range)));
            }
        }
        return names;
    }

    /** @return empty if something was refused */
    static <R> Optional<RowQuestion<R>> of(QueryParameters parameters, List<Place<R>> places) {
        int refusedBefore = parameters.errors().size();
        var given = places.stream()
                .filter(place ->
                        parameters.text(place.lookup().parameter().name()).isPresent())
                .toList();
        if (given.isEmpty()) {
            refuseAll(parameters, places);
            return Optional.empty();
        }
        var texts = new LinkedHashMap<String, String>();
        var values = new ArrayList<String>();
        for (var place : given) {
            value(parameters, place.lookup()).ifPresent(value -> {
                values.add(value);
                texts.put(place.lookup().parameter().name(), value);
            });
        }
        var bounds = bounds(parameters, places, given);
        texts.putAll(bounds);
        if (parameters.errors().size() > refusedBefore) {
            return Optional.empty();
        }
        var sought = new ArrayList<Sought<R>>();
        for (int i = 0; i < given.size(); i++) {
            sought.add(sought(given.get(i), values.get(i), bounds));
        }
        // A range works only in its own index. Without one, the lookup that is declared first is used.
        var first = sought.stream()
                .filter(one -> one.from() != null || one.to() != null)
                .findFirst()
                .orElse(sought.getFirst());
        var others = sought.stream().filter(one -> !one.equals(first)).toList();
        return Optional.of(new RowQuestion<>(first, others, text(texts)));
    }

    private static <R> void refuseAll(QueryParameters parameters, List<Place<R>> places) {
        var names =
                places.stream().map(place -> place.lookup().parameter().name()).toList();
        for (var name : names) {
            parameters.refuse(
                    name,
                    names.size() == 1 ? "must be given" : "must be given: at least one of " + String.join(", ", names));
        }
    }

    private static Optional<String> value(QueryParameters parameters, Lookup<?> lookup) {
        var name = lookup.parameter().name();
        try {
            return parameters.text(name).map(lookup::sought);
        } catch (IllegalArgumentException e) {
            parameters.refuse(name, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** The bounds that were given, by the name of their parameter. Each belongs to a lookup that is sorted by it. */
    private static <R> Map<String, String> bounds(
            QueryParameters parameters, List<Place<R>> places, List<Place<R>> given) {
        var bounds = new LinkedHashMap<String, String>();
        var sorts = new TreeMap<String, Lookup.Sort>();
        places.forEach(place -> {
            var order = place.lookup().order();
            if (order.range() != null) {
                sorts.putIfAbsent(order.range(), order.sort());
            }
        });
        sorts.forEach((range, sort) -> {
            var owners = sortedBy(range, places);
            for (var name : List.of(Lookup.from(range), Lookup.to(range))) {
                if (parameters.text(name).isPresent() && sortedBy(range, given).isEmpty()) {
                    parameters.refuse(name, "must be given together with " + owners);
                }
                bound(parameters, name, sort).ifPresent(bound -> bounds.put(name, bound));
            }
            var from = bounds.get(Lookup.from(range));
            var to = bounds.get(Lookup.to(range));
            if (from != null && to != null && IndexKey.ORDER.compare(to, from) < 0 && !from.startsWith(to)) {
                parameters.refuse(Lookup.to(range), "must not be before " + Lookup.from(range));
            }
        });
        return bounds;
    }

    private static <R> String sortedBy(String range, List<Place<R>> places) {
        return places.stream()
                .filter(place -> range.equals(place.lookup().order().range()))
                .map(place -> place.lookup().parameter().name())
                .collect(Collectors.joining(" or "));
    }

    private static Optional<String> bound(QueryParameters parameters, String name, Lookup.Sort sort) {
        return switch (sort) {
            case TIME -> parameters.timeOrDay(name);
            case DAY -> parameters.day(name);
            case TEXT, NOTHING -> parameters.boundText(name);
        };
    }

    private static <R> Sought<R> sought(Place<R> place, String value, Map<String, String> bounds) {
        var range = place.lookup().order().range();
        return new Sought<>(
                place,
                value,
                range == null ? null : bounds.get(Lookup.from(range)),
                range == null ? null : bounds.get(Lookup.to(range)));
    }

    private static String text(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(entry -> entry.getKey() + "="
                        + entry.getValue().replace("%", "%25").replace("&", "%26"))
                .collect(Collectors.joining("&"));
    }
}
