package io.daybook.runtime.signals;

import io.daybook.adapter.lambda.http.InvocationLog;
import io.daybook.adapter.lambda.trigger.BatchLog;
import io.daybook.kernel.failure.StoreException;
import io.daybook.runtime.metrics.Measurement;
import io.daybook.runtime.metrics.Metric;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one line for each invocation, with the DynamoDB capacity that it used, and with its metrics. */
public final class InvocationLines implements InvocationLog, BatchLog {
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Lines lines;

    public InvocationLines(Lines lines) {
        this.lines = lines;
    }

    @Override
    public void began(String correlationId) {
        var invocation = Invocation.current();
        if (invocation != null) {
            invocation.correlate(correlationId);
        }
    }

    @Override
    public void finished(Entry entry, @Nullable Throwable defect) {
        var invocation = Invocation.current();
        if (invocation != null) {
            var measurements = invocation.measurements();
            measurements.add(invocation.about(), Metric.REQUESTS, 1);
            measurements.add(invocation.about(), Metric.SERVER_ERRORS, entry.status() >= SERVER_ERROR ? 1 : 0);
        }
        boolean isRefused = entry.status() == UNAVAILABLE || entry.status() == TOO_MANY_REQUESTS;
        var level = defect != null ? Level.ERROR : isRefused ? Level.WARNING : Level.INFO;
        finish(
                new Line(Line.Category.INVOCATION, level, "request")
                        .of(entry.correlationId())
                        .with("route", entry.route())
                        .with("status", entry.status())
                        .with("outcome", entry.outcome())
                        .with("table", tableOf(defect))
                        .because(defect),
                entry.millis());
    }

    @Override
    public void finished(Batch batch) {
        var ids = batch.correlationIds();
        finish(
                new Line(Line.Category.INVOCATION, Level.INFO, "batch")
                        .of(ids.size() == 1 ? ids.getFirst() : null)
                        .with("function", batch.function())
                        .with("records", batch.records())
                        .with("streams", batch.streams())
                        .with("unreadable", batch.unreadable())
                        .with("unfinished", batch.unfinished())
                        .with("why", batch.why())
                        .with("correlation_ids", ids.size() > 1 ? ids : null),
                batch.millis());
    }

    /** People are told nothing about an idle sweep, because a laptop sweeps every second. */
    @Override
    public void finished(Sweep sweep, @Nullable Throwable defect) {
        var quiet = lines.areForPeople() && sweep.isIdle() ? Level.DEBUG : Level.INFO;
        finish(
                new Line(Line.Category.INVOCATION, defect == null ? quiet : Level.ERROR, "sweep")
                        .with("function", "sweep")
                        .with("redriven", sweep.redriven())
                        .with("sagas", sweep.sagas())
                        .with("recovered", sweep.recovered())
                        .with("lost", sweep.lost())
                        .with("failed", sweep.failed())
                        .with("table", tableOf(defect))
                        .because(defect),
                sweep.millis());
    }

    @Override
    public void finished(Work work, @Nullable Throwable defect) {
        var line = new Line(Line.Category.INVOCATION, defect == null ? Level.INFO : Level.ERROR, "job")
                .with("function", "work")
                .with("table", tableOf(defect))
                .because(defect);
        var progress = work.progress();
        if (progress != null) {
            var job = progress.job();
            line.with("job", job.id())
                    .with("kind", job.order().kind().word())
                    .with("projection", job.order().projection())
                    .with("state", job.state().word())
                    .with("step", job.step().name())
                    .with("share", Math.round(progress.share() * 1_000) / 1_000.0)
                    .with("commits", progress.counts().get("commits"))
                    .with("streams", progress.counts().get("streams"))
                    .with("segments_done", progress.segmentsDone())
                    .with("segments", job.step().segments());
        }
        finish(line, work.millis());
    }

    private void finish(Line line, long millis) {
        line.with("millis", millis);
        var invocation = Invocation.current();
        if (invocation == null) {
            lines.write(line);
            return;
        }
        var used = invocation.used();
        var total = used.total();
        line.with("requests", total.requests())
                .with("read_units", total.readUnits())
                .with("write_units", total.writeUnits());
        var throttled = List.copyOf(used.throttled().keySet());
        line.with("throttled_tables", throttled.isEmpty() ? null : throttled);
        if (lines.areForPeople()) {
            lines.write(line);
        } else {
            writeWithMetrics(line, invocation.end());
        }
    }

    /** The line takes as many of the measurements as fit into it. */
    private void writeWithMetrics(Line line, List<Measurement> measurements) {
        var taken = new ArrayList<Measurement>();
        var left = new ArrayList<Measurement>();
        for (var measurement : measurements) {
            boolean fits = taken.stream().allMatch(measurement::fits);
            (fits ? taken : left).add(measurement);
        }
        lines.write(line.carrying(taken));
        left.forEach(measurement -> lines.write(Line.ofMetrics(measurement)));
    }

    /** The table that a failure of storage is about. */
    static @Nullable String tableOf(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreException store && store.table() != null) {
                return store.table();
            }
        }
        return null;
    }
}
