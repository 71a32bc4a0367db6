package io.daybook.runtime.signals;

import io.daybook.adapter.dynamodb.capacity.CapacityMeter;
import io.daybook.adapter.dynamodb.capacity.Consumption;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.signal.Signals;
import io.daybook.runtime.metrics.Dimension;
import io.daybook.runtime.metrics.Metric;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Measures the commands and the consumers of an invocation. */
public final class Measuring implements Signals {
    private final CapacityMeter capacity;
    private final InstantSource clock;
    private final LongSupplier nanoTime;

    /** @param nanoTime a stopwatch, such as {@link System#nanoTime} */
    public Measuring(CapacityMeter capacity, InstantSource clock, LongSupplier nanoTime) {
        this.capacity = capacity;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    @Override
    public Outcome handling(String category, Supplier<Outcome> command) {
        var invocation = Invocation.current();
        if (invocation == null) {
            return command.get();
        }
        long startNanos = nanoTime.getAsLong();
        var used = capacity.begin();
        var word = "";
        try {
            var outcome = capacity.counting(used, command);
            word = word(outcome);
            return outcome;
        } finally {
            // A command that ended with an exception was not decided, but it may have cost something.
            var about = word.isEmpty()
                    ? Map.of(Dimension.CATEGORY, category)
                    : Map.of(Dimension.CATEGORY, category, Dimension.OUTCOME, word);
            var measurements = invocation.measurements();
            if (!word.isEmpty()) {
                measurements.add(about, Metric.COMMANDS, 1);
                measurements.add(about, Metric.CONTENDED, word.equals("contended") ? 1 : 0);
                measurements.add(about, Metric.COMMAND_MILLIS, (nanoTime.getAsLong() - startNanos) / 1_000_000.0);
            }
            measurements.add(about, Metric.READ_UNITS, used.total().readUnits());
            measurements.add(about, Metric.WRITE_UNITS, used.total().writeUnits());
        }
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> accepted.duplicate() ? "duplicate" : "accepted";
            case Outcome.Unchanged _ -> "unchanged";
            case Outcome.Rejected _ -> "rejected";
            case Outcome.NotFound() -> "not-found";
            case Outcome.Forbidden() -> "forbidden";
            case Outcome.KeyReused() -> "reused";
            case Outcome.VersionMismatch _ -> "version-mismatch";
            case Outcome.Contended _ -> "contended";
            case Outcome.Unknown _ -> "unknown";
        };
    }

    @Override
    public void consuming(String consumer, Map<StreamName, List<Commit>> delivered, Supplier<Set<StreamName>> work) {
        var invocation = Invocation.current();
        if (invocation == null) {
            var _ = work.get();
            return;
        }
        var about = Map.of(Dimension.CONSUMER, consumer);
        var used = capacity.begin();
        var gaps = GapWatch.Delivery.of(delivered);
        try {
            var applied = capacity.counting(used, () -> gaps.during(work));
            measureApplied(invocation, about, delivered, applied);
            double found = applied.stream().filter(gaps.found()::contains).count();
            if (found > 0) {
                invocation.measurements().sum(about, Metric.GAPS, found);
                invocation.measurements().sum(invocation.about(), Metric.GAPS, found);
            }
        } finally {
            measureUsed(invocation, about, used);
        }
    }

    private void measureApplied(
            Invocation invocation,
            Map<Dimension, String> about,
            Map<StreamName, List<Commit>> delivered,
            Set<StreamName> applied) {
        var now = clock.instant();
        applied.stream()
                .flatMap(stream -> delivered.getOrDefault(stream, List.of()).stream())
                .map(commit -> Duration.between(commit.metadata().at(), now))
                .mapToDouble(Duration::toMillis)
                .max()
                .ifPresent(age -> invocation.measurements().max(about, Metric.CONSUMER_AGE, age));
    }

    private static void measureUsed(Invocation invocation, Map<Dimension, String> about, Consumption used) {
        invocation.measurements().sum(about, Metric.READ_UNITS, used.total().readUnits());
        invocation.measurements().sum(about, Metric.WRITE_UNITS, used.total().writeUnits());
    }
}
