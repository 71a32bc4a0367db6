package io.daybook.runtime.beans;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.json.JsonDefectException;
import io.daybook.kernel.deliver.FailureListener;
import io.daybook.kernel.event.ClockSkew;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.LimitWatch;
import java.time.Instant;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes one line for each failure, with its stack trace: at ERROR, or at WARN if there is only something to clean up.
 */
public final class FailureLog implements FailureListener, ClockSkew.Listener, LimitWatch.Listener {
    private static final Logger LOG = Logger.getLogger("io.daybook.failure");

    private final ObjectMapper mapper;

    FailureLog(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * The line.
     *
     * @param failure what it means for the stream, in kebab case
     */
    record Line(String failure, String consumer, @Nullable String stream, long version, String error) {}

    /** The line of a commit that was recorded by a wrong clock. */
    record SkewLine(String failure, String stream, Instant at, Instant clock) {}

    /**
     * The line about something that is near a limit, or beyond it.
     *
     * @param limit what is limited, in kebab case
     * @param name of the stream, the row or the instance
     */
    record LimitLine(String failure, String limit, String name, int size, int max, String advice) {}

    @Override
    public void failed(Failure failure) {
        var stream = failure.stream();
        var line = text(new Line(
                failure.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                failure.consumer(),
                stream == null ? null : stream.toString(),
                failure.version(),
                failure.error()));
        switch (failure.kind()) {
            case PARKED, REDRIVE_FAILED, POSTPONED, DEFECT, CHANGED -> LOG.error(line, failure.cause());
            case ORPHANED -> LOG.warn(line, failure.cause());
        }
    }

    @Override
    public void skewed(StreamName stream, Instant at, Instant clock) {
        LOG.error(text(new SkewLine("clock-skew", stream.toString(), at, clock)));
    }

    @Override
    public void near(LimitWatch.Near near) {
        var limit = near.limit();
        LOG.warn(text(new LimitLine(
                near.size() > limit.max() ? "beyond-limit" : "near-limit",
                limit.name().toLowerCase(Locale.ROOT),
                near.name(),
                near.size(),
                limit.max(),
                limit.advice())));
    }

    private String text(Object line) {
        try {
            return mapper.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new JsonDefectException("a log entry cannot be written as JSON", e);
        }
    }
}
