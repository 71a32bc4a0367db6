package io.daybook.runtime.metrics;

import static io.daybook.runtime.metrics.Dimension.CATEGORY;
import static io.daybook.runtime.metrics.Dimension.CONSUMER;
import static io.daybook.runtime.metrics.Dimension.FUNCTION;
import static io.daybook.runtime.metrics.Dimension.OUTCOME;

import java.util.List;
import java.util.stream.Stream;

/** All metrics, in the namespace {@link #NAMESPACE}. The alarms and the dashboard of {@code template.yaml} name them. */
public enum Metric {
    /** Streams that are parked now, each counted for each consumer; a gauge. */
    PARKED_STREAMS("ParkedStreams", Unit.COUNT, by()),
    /** For how long the oldest of them has been parked; a gauge. */
    OLDEST_PARKED_AGE("OldestParkedAge", Unit.SECONDS, by()),
    /** Instances of sagas that are stuck now; a gauge. */
    STUCK_SAGAS("StuckSagas", Unit.COUNT, by()),
    /** For how long the oldest due instance of a saga has been due; a gauge. */
    OLDEST_DUE_AGE("OldestDueAge", Unit.SECONDS, by()),
    /** 1 for each command that was decided. */
    COMMANDS("Commands", Unit.COUNT, by(), by(CATEGORY), by(CATEGORY, OUTCOME)),
    /** 1 for each command that lost every race, 0 for each other one. */
    CONTENDED("Contended", Unit.COUNT, by(), by(CATEGORY)),
    /** How long each command took. */
    COMMAND_MILLIS("CommandMillis", Unit.MILLISECONDS, by(CATEGORY)),
    /** How long each invocation took. */
    DURATION_MILLIS("DurationMillis", Unit.MILLISECONDS, by(FUNCTION)),
    /** 1 for the first invocation of an instance. */
    COLD_STARTS("ColdStarts", Unit.COUNT, by(FUNCTION)),
    /** 1 for each HTTP request. */
    REQUESTS("Requests", Unit.COUNT, by(), by(FUNCTION)),
    /** 1 for each HTTP request that was answered with 500 or above, 0 for each other one. */
    SERVER_ERRORS("ServerErrors", Unit.COUNT, by(), by(FUNCTION)),
    /** The longest time from the recording of an event to its being applied, in each batch. */
    CONSUMER_AGE("ConsumerAge", Unit.MILLISECONDS, by(CONSUMER)),
    /** Streams of which commits were missing before those that were delivered, and were read. */
    GAPS("Gaps", Unit.COUNT, by(FUNCTION), by(CONSUMER)),
    /** Read units of DynamoDB. */
    READ_UNITS("ReadUnits", Unit.COUNT, by(FUNCTION), by(CATEGORY), by(CONSUMER)),
    /** Write units of DynamoDB. */
    WRITE_UNITS("WriteUnits", Unit.COUNT, by(FUNCTION), by(CATEGORY), by(CONSUMER)),
    /** Transactions that DynamoDB cancelled. */
    CANCELLED_TRANSACTIONS("CancelledTransactions", Unit.COUNT, by(), by(FUNCTION)),
    /** Requests that DynamoDB refused for their number. */
    THROTTLED_TABLE("ThrottledTable", Unit.COUNT, by(), by(FUNCTION)),
    /** Commits of the event table that somebody changed or removed. */
    CHANGED_COMMITS("ChangedCommits", Unit.COUNT, by()),
    /** Commits that were recorded at a time that cannot be right. */
    CLOCK_SKEW("ClockSkew", Unit.COUNT, by()),
    /** Jobs that ended as failed. */
    JOBS_FAILED("JobsFailed", Unit.COUNT, by());

    public static final String NAMESPACE = "Daybook";

    private final String metricName;
    private final Unit unit;

    @SuppressWarnings("ImmutableEnumChecker") // They are made by List.of.
    private final List<List<Dimension>> sets;

    @SafeVarargs
    Metric(String metricName, Unit unit, List<Dimension>... sets) {
        this.metricName = metricName;
        this.unit = unit;
        this.sets = List.of(sets);
    }

    /** Source: CloudWatch, the units of a {@code MetricDatum}. */
    public enum Unit {
        COUNT("Count"),
        SECONDS("Seconds"),
        MILLISECONDS("Milliseconds");

        private final String key;

        Unit(String key) {
            this.key = key;
        }

        /** Its name in CloudWatch. */
        public String key() {
            return key;
        }
    }

    /** Its name in CloudWatch. */
    public String metricName() {
        return metricName;
    }

    public Unit unit() {
        return unit;
    }

    /** The combinations of dimensions that it is counted by, each beginning with the service. */
    public List<List<Dimension>> sets() {
        return sets;
    }

    /** The service comes first everywhere, because several stacks may share an account. */
    private static List<Dimension> by(Dimension... others) {
        return Stream.concat(Stream.of(Dimension.SERVICE), Stream.of(others)).toList();
    }
}
