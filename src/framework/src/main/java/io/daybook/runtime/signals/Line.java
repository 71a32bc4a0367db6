package io.daybook.runtime.signals;

import io.daybook.runtime.metrics.Measurement;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line of the log: what happened, and what a person needs to find out why. Never a payload, a name or an email. */
final class Line {
    private final Category category;
    private final Level level;
    private final String message;
    private final Map<String, Object> members = new LinkedHashMap<>();
    private @Nullable String correlationId;
    private @Nullable Throwable error;
    private List<Measurement> measurements = List.of();

    Line(Category category, Level level, String message) {
        this.category = category;
        this.level = level;
        this.message = message;
    }

    static Line ofMetrics(Measurement measurement) {
        return new Line(Category.METRICS, Level.INFO, "metrics").carrying(List.of(measurement));
    }

    /** The logger that a line goes to, each of which can be turned down alone. */
    enum Category {
        INVOCATION("io.daybook.invocation"),
        FAILURE("io.daybook.failure"),
        METRICS("io.daybook.metrics");

        private final String logger;

        Category(String logger) {
            this.logger = logger;
        }

        String logger() {
            return logger;
        }
    }

    /**
     * Adds a member.
     *
     * @param value a text, a number or a list of texts; null leaves it out
     */
    Line with(String key, @Nullable Object value) {
        if (value != null) {
            members.put(key, value);
        }
        return this;
    }

    /** Of another request than the one that the invocation is about; null for that one. */
    Line of(@Nullable String otherCorrelationId) {
        correlationId = otherCorrelationId;
        return this;
    }

    Line because(@Nullable Throwable cause) {
        error = cause;
        return this;
    }

    Line carrying(List<Measurement> metrics) {
        measurements = List.copyOf(metrics);
        return this;
    }

    Category category() {
        return category;
    }

    Level level() {
        return level;
    }

    String message() {
        return message;
    }

    Map<String, Object> members() {
        return members;
    }

    @Nullable
    String correlationId() {
        return correlationId;
    }

    @Nullable
    Throwable error() {
        return error;
    }

    List<Measurement> measurements() {
        return measurements;
    }
}
