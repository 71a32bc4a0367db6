package io.daybook.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.json.JsonDefectException;
import io.daybook.adapter.lambda.InvocationLog;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes one JSON object for each invocation. */
final class JsonLog implements InvocationLog {
    private static final Logger LOG = Logger.getLogger("io.daybook.invocation");

    private final ObjectMapper mapper;

    JsonLog(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public void finished(Entry entry, @Nullable Throwable defect) {
        var line = text(entry);
        if (defect == null) {
            LOG.info(line);
        } else {
            LOG.error(line, defect);
        }
    }

    private String text(Entry entry) {
        try {
            return mapper.writeValueAsString(entry);
        } catch (JsonProcessingException e) {
            throw new JsonDefectException("a log entry cannot be written as JSON", e);
        }
    }
}
