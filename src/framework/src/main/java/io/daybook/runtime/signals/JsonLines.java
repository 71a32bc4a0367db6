package io.daybook.runtime.signals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.daybook.runtime.metrics.EmbeddedMetrics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The lines as CloudWatch keeps them: each is one JSON object and nothing else, with the names that Powertools for AWS
 * Lambda (Java) has for what they have in common. They are written member by member, which is cheap and needs no
 * reflection.
 */
public final class JsonLines implements Lines {
    static final String CORRELATION_ID = "correlation_id";

    /** Characters of a stack trace. CloudWatch takes 1 MB for an event, and the beginning says the most. */
    private static final int STACK_LENGTH_MAX = 30_000;

    private static final JsonFactory JSON = new JsonFactory();

    private final String service;
    private final String release;
    private final InstantSource clock;

    /**
     * @param service the stack that it belongs to
     * @param release the build that runs
     */
    public JsonLines(String service, String release, InstantSource clock) {
        this.service = service;
        this.release = release;
        this.clock = clock;
    }

    /** Metrics are written even if the line that they came with is not. */
    @Override
    public void write(Line line) {
        var logger = System.getLogger(line.category().logger());
        if (logger.isLoggable(line.level())) {
            logger.log(line.level(), json(line));
        } else if (line.category() != Line.Category.METRICS) {
            line.measurements().forEach(measurement -> write(Line.ofMetrics(measurement)));
        }
    }

    @Override
    public boolean areForPeople() {
        return false;
    }

    /** Whether this logger's messages are lines already. */
    public static boolean isLine(@Nullable String logger) {
        for (var category : Line.Category.values()) {
            if (category.logger().equals(logger)) {
                return true;
            }
        }
        return false;
    }

    /** The line of a message from elsewhere, such as a library. */
    public String json(Level level, String logger, String message, @Nullable Throwable error) {
        var text = new StringWriter(512);
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            writeHead(json, level, message, null);
            json.writeStringField("logger", logger);
            writeError(json, error);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private String json(Line line) {
        var text = new StringWriter(1_024);
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            writeHead(json, line.level(), line.message(), line.correlationId());
            for (var member : line.members().entrySet()) {
                json.writeFieldName(member.getKey());
                writeValue(json, member.getValue());
            }
            writeError(json, line.error());
            EmbeddedMetrics.write(json, service, clock.instant(), line.measurements());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void writeHead(JsonGenerator json, Level level, String message, @Nullable String correlationId)
            throws IOException {
        json.writeStringField("timestamp", Instant.ofEpochMilli(clock.millis()).toString());
        json.writeStringField("level", name(level));
        json.writeStringField("message", message);
        json.writeStringField("service", service);
        var invocation = Invocation.current();
        if (invocation != null) {
            var identity = invocation.identity();
            json.writeStringField("function_name", identity.call().name());
            json.writeStringField("function_version", identity.call().version());
            writeText(json, "function_request_id", identity.call().requestId());
            json.writeBooleanField("cold_start", identity.isFirst());
            writeText(json, "xray_trace_id", identity.traceId());
        }
        writeText(json, CORRELATION_ID, Invocation.correlationIdOr(correlationId));
        json.writeStringField("release", release);
    }

    private static String name(Level level) {
        return level == Level.WARNING ? "WARN" : level.name().toUpperCase(Locale.ROOT);
    }

    private static void writeText(JsonGenerator json, String key, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(key, value);
        }
    }

    private static void writeValue(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case List<?> list -> {
                json.writeStartArray();
                for (var element : list) {
                    json.writeString(String.valueOf(element));
                }
                json.writeEndArray();
            }
            default -> json.writeString(value.toString());
        }
    }

    private static void writeError(JsonGenerator json, @Nullable Throwable error) throws IOException {
        if (error != null) {
            json.writeObjectFieldStart("error");
            json.writeStringField("name", error.getClass().getName());
            json.writeStringField("message", String.valueOf(error.getMessage()));
            var stack = new StringWriter();
            error.printStackTrace(new PrintWriter(stack, true));
            var text = stack.toString();
            json.writeStringField("stack", text.substring(0, Math.min(text.length(), STACK_LENGTH_MAX)));
            json.writeEndObject();
        }
    }
}
