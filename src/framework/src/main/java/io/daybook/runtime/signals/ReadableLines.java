package io.daybook.runtime.signals;

/** The lines as people read them on the console of a laptop, without metrics. */
public final class ReadableLines implements Lines {
    @Override
    public void write(Line line) {
        if (line.category() == Line.Category.METRICS) {
            return;
        }
        var logger = System.getLogger(line.category().logger());
        if (logger.isLoggable(line.level())) {
            logger.log(line.level(), text(line), line.error());
        }
    }

    @Override
    public boolean areForPeople() {
        return true;
    }

    private static String text(Line line) {
        var text = new StringBuilder(line.message());
        line.members().forEach((key, value) -> append(text, key, value));
        var correlationId = Invocation.correlationIdOr(line.correlationId());
        if (correlationId != null) {
            append(text, JsonLines.CORRELATION_ID, correlationId);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String key, Object value) {
        text.append(' ').append(key).append('=');
        var shown = value.toString();
        if (shown.indexOf(' ') < 0) {
            text.append(shown);
        } else {
            text.append('"').append(shown).append('"');
        }
    }
}
