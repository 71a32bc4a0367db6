package io.daybook.runtime.beans;

import io.daybook.runtime.signals.JsonLines;
import java.lang.System.Logger.Level;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/** Writes a line for each record of the log. Daybook's own are lines already. */
final class JsonFormat extends ExtFormatter {
    private final JsonLines lines;

    JsonFormat(JsonLines lines) {
        this.lines = lines;
    }

    @Override
    public String format(ExtLogRecord record) {
        var logger = record.getLoggerName();
        var message = String.valueOf(formatMessage(record));
        return JsonLines.isLine(logger)
                ? message + "\n"
                : lines.json(level(record), String.valueOf(logger), message, record.getThrown()) + "\n";
    }

    /** The most severe of the named levels that it reaches. Source of the numbers: {@link org.jboss.logmanager.Level}. */
    private static Level level(ExtLogRecord record) {
        int value = record.getLevel().intValue();
        return value >= org.jboss.logmanager.Level.ERROR.intValue()
                ? Level.ERROR
                : value >= org.jboss.logmanager.Level.WARN.intValue()
                        ? Level.WARNING
                        : value >= org.jboss.logmanager.Level.INFO.intValue()
                                ? Level.INFO
                                : value >= org.jboss.logmanager.Level.DEBUG.intValue() ? Level.DEBUG : Level.TRACE;
    }
}
