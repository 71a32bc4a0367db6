package io.daybook.runtime.beans;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.dynamodb.capacity.CapacityMeter;
import io.daybook.adapter.json.JsonDefectException;
import io.daybook.adapter.lambda.http.InvocationLog;
import io.daybook.adapter.lambda.trigger.BatchLog;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes one JSON object for each invocation, with the DynamoDB capacity that it used. */
public final class JsonLog implements InvocationLog, BatchLog {
    private static final Logger LOG = Logger.getLogger("io.daybook.invocation");

    private final ObjectMapper mapper;
    private final CapacityMeter meter;

    public JsonLog(ObjectMapper mapper, CapacityMeter meter) {
        this.mapper = mapper;
        this.meter = meter;
    }

    /**
     * The line.
     *
     * @param requests sent to DynamoDB, each attempt counted
     */
    record Line(
            String correlationId,
            String route,
            int status,
            String outcome,
            long millis,
            long requests,
            double readUnits,
            double writeUnits) {}

    /** The line of an invocation with records of the event table's stream. */
    record BatchLine(
            String function,
            int records,
            int streams,
            int unreadable,
            int unfinished,
            @Nullable String why,
            long millis,
            long requests,
            double readUnits,
            double writeUnits) {}

    /** The line of an invocation of the sweeper. */
    record SweepLine(
            String function,
            int redriven,
            int sagas,
            int recovered,
            int lost,
            int failed,
            long millis,
            long requests,
            double readUnits,
            double writeUnits) {}

    @Override
    public <T> T during(Supplier<T> invocation) {
        return meter.during(invocation);
    }

    @Override
    public void finished(Entry entry, @Nullable Throwable defect) {
        var used = meter.ofInvocation();
        var line = text(new Line(
                entry.correlationId(),
                entry.route(),
                entry.status(),
                entry.outcome(),
                entry.millis(),
                used.requests(),
                used.readUnits(),
                used.writeUnits()));
        if (defect == null) {
            LOG.info(line);
        } else {
            LOG.error(line, defect);
        }
    }

    @Override
    public void finished(Batch batch) {
        var used = meter.ofInvocation();
        LOG.info(text(new BatchLine(
                batch.function(),
                batch.records(),
                batch.streams(),
                batch.unreadable(),
                batch.unfinished(),
                batch.why(),
                batch.millis(),
                used.requests(),
                used.readUnits(),
                used.writeUnits())));
    }

    /** Says nothing about an idle sweep, because a laptop sweeps every second. */
    @Override
    public void finished(Sweep sweep, @Nullable Throwable defect) {
        if (sweep.isIdle() && !LOG.isDebugEnabled()) {
            return;
        }
        var used = meter.ofInvocation();
        var line = text(new SweepLine(
                "sweep",
                sweep.redriven(),
                sweep.sagas(),
                sweep.recovered(),
                sweep.lost(),
                sweep.failed(),
                sweep.millis(),
                used.requests(),
                used.readUnits(),
                used.writeUnits()));
        if (defect == null) {
            LOG.info(line);
        } else {
            LOG.error(line, defect);
        }
    }

    private String text(Object line) {
        try {
            return mapper.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new JsonDefectException("a log entry cannot be written as JSON", e);
        }
    }
}
