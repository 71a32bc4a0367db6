package io.daybook.runtime.beans;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.store.LimitWatch;
import io.daybook.runtime.signals.FailureLines;
import io.daybook.runtime.signals.JsonLines;
import java.time.Instant;
import java.util.ArrayList;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the console of a deployed function shows. */
class JsonFormatTest {
    private static final JsonLines LINES =
            new JsonLines("test", "1.2.3", () -> Instant.parse("2026-11-26T03:00:00.120Z"));

    private final JsonFormat format = new JsonFormat(LINES);

    /** Their braces are not taken for places where a parameter belongs. */
    @Test
    void daybooks_own_lines_stand_alone() {
        var shown = new ArrayList<String>();
        var handler = new ExtHandler() {
            @Override
            protected void doPublish(ExtLogRecord record) {
                shown.add(format.format(record));
            }
        };
        var logger = Logger.getLogger("io.daybook.failure");
        logger.addHandler(handler);
        try {
            new FailureLines(LINES).near(new LimitWatch.Near(LimitWatch.Limit.ROW, "rows {0}", 200_001));
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(shown)
                .containsExactly("{\"timestamp\":\"2026-11-26T03:00:00.120Z\",\"level\":\"WARN\",\"message\":\""
                        + LimitWatch.Limit.ROW.advice()
                        + "\",\"service\":\"test\",\"release\":\"1.2.3\",\"failure\":\"near-limit\",\"limit\":\"row\","
                        + "\"name\":\"rows {0}\",\"size\":200001,\"max\":400000}\n");
    }

    @ParameterizedTest
    @CsvSource({"FATAL, ERROR", "ERROR, ERROR", "WARN, WARN", "INFO, INFO", "DEBUG, DEBUG", "TRACE, TRACE"})
    void what_a_library_logs_becomes_a_line_with_its_level(String level, String written) {
        var record = record(Level.parse(level), "com.example.Pool", "no {0} left");
        assertThat(format.format(record))
                .isEqualTo("{\"timestamp\":\"2026-11-26T03:00:00.120Z\",\"level\":\"" + written
                        + "\",\"message\":\"no room left\",\"service\":\"test\",\"release\":\"1.2.3\","
                        + "\"logger\":\"com.example.Pool\"}\n");
    }

    @Test
    void its_stack_trace_is_part_of_the_line() {
        var record = record(Level.WARN, "com.example.Pool", "no {0} left");
        record.setThrown(new IllegalStateException("full"));
        assertThat(format.format(record))
                .contains("\"error\":{\"name\":\"java.lang.IllegalStateException\",\"message\":\"full\",\"stack\":")
                .endsWith("\"}}\n")
                .hasLineCount(1);
    }

    private static ExtLogRecord record(java.util.logging.Level level, String logger, String message) {
        var record = new ExtLogRecord(level, message, ExtLogRecord.FormatStyle.MESSAGE_FORMAT, logger);
        record.setLoggerName(logger);
        record.setParameters(new Object[] {"room"});
        return record;
    }
}
