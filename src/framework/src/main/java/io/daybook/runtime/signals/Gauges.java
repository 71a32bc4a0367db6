package io.daybook.runtime.signals;

import io.daybook.kernel.sweep.Backlog;
import io.daybook.runtime.metrics.Metric;
import java.time.Duration;
import java.util.function.Supplier;

/** Measures what waits, each time that the sweeper is called; also where nothing does, so that an alarm can end. */
public final class Gauges {
    private final Lines lines;
    private final Supplier<Backlog> backlog;

    /** @param backlog as it is now */
    public Gauges(Lines lines, Supplier<Backlog> backlog) {
        this.lines = lines;
        this.backlog = backlog;
    }

    /**
     * Costs a few reads, so a laptop, which sweeps every second and has no metrics, goes without.
     *
     * @throws io.daybook.kernel.failure.StoreException if storage could not be used
     */
    public void measure() {
        var invocation = Invocation.current();
        if (invocation == null || lines.areForPeople()) {
            return;
        }
        var now = backlog.get();
        var about = invocation.about();
        var measurements = invocation.measurements();
        measurements.add(about, Metric.PARKED_STREAMS, (double) now.parkedStreams());
        measurements.add(about, Metric.OLDEST_PARKED_AGE, seconds(now.oldestParked()));
        measurements.add(about, Metric.STUCK_SAGAS, (double) now.stuckSagas());
        measurements.add(about, Metric.OLDEST_DUE_AGE, seconds(now.oldestDue()));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
