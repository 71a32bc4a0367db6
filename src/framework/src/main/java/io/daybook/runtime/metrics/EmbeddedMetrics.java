package io.daybook.runtime.metrics;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Writes measurements into a line, from which CloudWatch makes metrics. Source: CloudWatch user guide, "Specification:
 * Embedded metric format".
 */
public final class EmbeddedMetrics {
    private EmbeddedMetrics() {}

    /** @param measurements that {@linkplain Measurement#fits fit} each other */
    public static void write(JsonGenerator json, String service, Instant at, List<Measurement> measurements)
            throws IOException {
        if (measurements.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("_aws");
        json.writeNumberField("Timestamp", at.toEpochMilli());
        json.writeArrayFieldStart("CloudWatchMetrics");
        for (var measurement : measurements) {
            for (var group : measurement.bySets().entrySet()) {
                writeDirective(json, group.getKey(), group.getValue());
            }
        }
        json.writeEndArray();
        json.writeEndObject();
        writeTargets(json, service, measurements);
    }

    private static void writeDirective(JsonGenerator json, List<List<Dimension>> sets, Set<Metric> metrics)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("Namespace", Metric.NAMESPACE);
        json.writeArrayFieldStart("Dimensions");
        for (var set : sets) {
            json.writeStartArray();
            for (var dimension : set) {
                json.writeString(dimension.key());
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("Metrics");
        for (var metric : metrics) {
            json.writeStartObject();
            json.writeStringField("Name", metric.metricName());
            json.writeStringField("Unit", metric.unit().key());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** What the directives name: the values of dimensions and metrics, each once. */
    private static void writeTargets(JsonGenerator json, String service, List<Measurement> measurements)
            throws IOException {
        json.writeStringField(Dimension.SERVICE.key(), service);
        var dimensions = new EnumMap<Dimension, String>(Dimension.class);
        measurements.forEach(measurement -> dimensions.putAll(measurement.dimensions()));
        for (var dimension : dimensions.entrySet()) {
            json.writeStringField(dimension.getKey().key(), dimension.getValue());
        }
        var metrics = EnumSet.noneOf(Metric.class);
        for (var measurement : measurements) {
            for (var metric : measurement.values().entrySet()) {
                if (metrics.add(metric.getKey())) {
                    json.writeFieldName(metric.getKey().metricName());
                    writeValues(json, metric.getValue());
                }
            }
        }
    }

    private static void writeValues(JsonGenerator json, List<Double> values) throws IOException {
        if (values.size() == 1) {
            json.writeNumber(values.getFirst());
            return;
        }
        json.writeStartArray();
        for (var value : values) {
            json.writeNumber(value);
        }
        json.writeEndArray();
    }
}
