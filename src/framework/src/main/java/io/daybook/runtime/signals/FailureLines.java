package io.daybook.runtime.signals;

import io.daybook.kernel.deliver.FailureListener;
import io.daybook.kernel.event.ClockSkew;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.LimitWatch;
import io.daybook.runtime.metrics.Metric;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Locale;

/**
 * Writes one line for each failure, with its stack trace: at ERROR, or at WARN if there is only something to clean up.
 */
public final class FailureLines implements FailureListener, ClockSkew.Listener, LimitWatch.Listener {
    private final Lines lines;

    public FailureLines(Lines lines) {
        this.lines = lines;
    }

    @Override
    public void failed(Failure failure) {
        var level = switch (failure.kind()) {
            case PARKED, REDRIVE_FAILED, POSTPONED, DEFECT, STUCK, CHANGED, JOB_FAILED -> Level.ERROR;
            case ORPHANED -> Level.WARNING;
        };
        if (failure.kind() == Kind.CHANGED) {
            count(Metric.CHANGED_COMMITS);
        } else if (failure.kind() == Kind.JOB_FAILED) {
            count(Metric.JOBS_FAILED);
        }
        lines.write(line(level, failure.error(), kebab(failure.kind()))
                .of(failure.correlationId())
                .with("consumer", failure.consumer())
                .with("stream", failure.stream())
                .with("version", failure.version() == 0 ? null : failure.version())
                .with("table", InvocationLines.tableOf(failure.cause()))
                .because(failure.cause()));
    }

    @Override
    public void skewed(StreamName stream, EventMetadata metadata, Instant clock) {
        count(Metric.CLOCK_SKEW);
        lines.write(line(Level.ERROR, "a commit was recorded at a time that cannot be right", "clock-skew")
                .of(metadata.correlationId())
                .with("stream", stream)
                .with("at", metadata.at())
                .with("clock", clock));
    }

    @Override
    public void near(LimitWatch.Near near) {
        var limit = near.limit();
        boolean isBeyond = near.size() > limit.max();
        lines.write(line(Level.WARNING, limit.advice(), isBeyond ? "beyond-limit" : "near-limit")
                .with("limit", kebab(limit))
                .with("name", near.name())
                .with("size", near.size())
                .with("max", limit.max()));
    }

    private static Line line(Level level, String message, String failure) {
        return new Line(Line.Category.FAILURE, level, message).with("failure", failure);
    }

    private static void count(Metric metric) {
        var invocation = Invocation.current();
        if (invocation != null) {
            invocation.measurements().sum(invocation.about(), metric, 1);
        }
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
