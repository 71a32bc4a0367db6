package io.daybook.runtime.metrics;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Values of metrics that one line can carry.
 *
 * @param dimensions what they are about, without the service
 * @param values of each metric, in the order in which they came; at most {@link #VALUES_MAX}
 */
public record Measurement(Map<Dimension, String> dimensions, Map<Metric, List<Double>> values) {
    /** Source: CloudWatch, "Specification: Embedded metric format", members of the target object. */
    static final int VALUES_MAX = 100;

    /** Whether both can stand in one line, where each name has one value. */
    public boolean fits(Measurement other) {
        return agree(values, other.values) && agree(dimensions, other.dimensions);
    }

    private static <K, V> boolean agree(Map<K, V> one, Map<K, V> other) {
        return one.entrySet().stream()
                .allMatch(entry ->
                        other.getOrDefault(entry.getKey(), entry.getValue()).equals(entry.getValue()));
    }

    /** The combinations of dimensions by which a metric is counted here. */
    List<List<Dimension>> setsOf(Metric metric) {
        return metric.sets().stream()
                .filter(set -> set.stream()
                        .allMatch(dimension -> dimension == Dimension.SERVICE || dimensions.containsKey(dimension)))
                .toList();
    }

    /** The metrics that are counted by the same combinations. */
    Map<List<List<Dimension>>, Set<Metric>> bySets() {
        var grouped = new LinkedHashMap<List<List<Dimension>>, Set<Metric>>();
        values.keySet()
                .forEach(metric -> grouped.computeIfAbsent(setsOf(metric), sets -> new LinkedHashSet<>())
                        .add(metric));
        return grouped;
    }

    /** A part of the values, where there are more than one line can carry. */
    Measurement part(int from) {
        var some = new EnumMap<Metric, List<Double>>(Metric.class);
        values.forEach((metric, all) -> {
            if (from < all.size()) {
                some.put(metric, all.subList(from, Math.min(all.size(), from + VALUES_MAX)));
            }
        });
        return new Measurement(dimensions, some);
    }
}
