package io.daybook.runtime.metrics;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured during one invocation, by what it is about. Safe for use by several threads. */
public final class Measurements {
    private final Map<Map<Dimension, String>, Map<Metric, List<Double>>> taken = new LinkedHashMap<>();

    /** Keeps a value of its own. */
    public synchronized void add(Map<Dimension, String> about, Metric metric, double value) {
        values(about, metric).add(value);
    }

    /** Adds to the one value that there is. */
    public synchronized void sum(Map<Dimension, String> about, Metric metric, double value) {
        var values = values(about, metric);
        values.add(value + (values.isEmpty() ? 0 : values.removeLast()));
    }

    /** Keeps the largest value. */
    public synchronized void max(Map<Dimension, String> about, Metric metric, double value) {
        var values = values(about, metric);
        values.add(Math.max(value, values.isEmpty() ? value : values.removeLast()));
    }

    private List<Double> values(Map<Dimension, String> about, Metric metric) {
        return taken.computeIfAbsent(about, first -> new EnumMap<>(Metric.class))
                .computeIfAbsent(metric, first -> new ArrayList<>(1));
    }

    /** Takes what there is, in pieces that each fit into one line. */
    public synchronized List<Measurement> take() {
        var all = new ArrayList<Measurement>(taken.size());
        taken.forEach((about, values) -> {
            var whole = new Measurement(about, values);
            int most = values.values().stream().mapToInt(List::size).max().orElse(0);
            for (int from = 0; from < most; from += Measurement.VALUES_MAX) {
                all.add(most <= Measurement.VALUES_MAX ? whole : whole.part(from));
            }
        });
        taken.clear();
        return all;
    }
}
