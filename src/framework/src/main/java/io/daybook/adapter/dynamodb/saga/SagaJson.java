package io.daybook.adapter.dynamodb.saga;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.saga.CommandCodec.Encoded;
import io.daybook.kernel.saga.SagaInstance.Pending;
import io.daybook.kernel.saga.SagaInstance.Timer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The JSON texts inside of the items of sagas: {@code [{"commandId","category","id","name","body","causationId"}]} for
 * pending commands (a body is kept as a string), {@code [{"name","number","dueAt"}]} for timers, {@code {"trip-t1":[3,"0c4562e01f085ac0"]}}
 * for the versions applied, each with the first eight bytes of its commit's hash.
 */
final class SagaJson {
    private static final HexFormat HEX = HexFormat.of();
    private static final String COMMAND_ID = "commandId";
    private static final String CATEGORY = "category";
    private static final String ID = "id";
    private static final String NAME = "name";
    private static final String BODY = "body";
    private static final String CAUSATION_ID = "causationId";
    private static final String NUMBER = "number";
    private static final String DUE_AT = "dueAt";

    /** Names of streams are among the fields, so there may be any number of them. */
    static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private SagaJson() {}

    static String writePending(List<Pending> pending) {
        return write(json -> {
            json.writeStartArray();
            for (var one : pending) {
                json.writeStartObject();
                json.writeStringField(COMMAND_ID, one.commandId());
                json.writeStringField(CATEGORY, one.command().category());
                json.writeStringField(ID, one.command().id());
                json.writeStringField(NAME, one.command().name());
                json.writeStringField(BODY, one.command().body());
                json.writeStringField(CAUSATION_ID, one.causationId());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    static List<Pending> readPending(String text) throws IOException {
        var pending = new ArrayList<Pending>();
        for (var fields : readObjects(text)) {
            pending.add(new Pending(
                    field(fields, COMMAND_ID),
                    new Encoded(field(fields, CATEGORY), field(fields, ID), field(fields, NAME), field(fields, BODY)),
                    field(fields, CAUSATION_ID)));
        }
        return pending;
    }

    static String writeTimers(List<Timer> timers) {
        return write(json -> {
            json.writeStartArray();
            for (var timer : timers) {
                json.writeStartObject();
                json.writeStringField(NAME, timer.name());
                json.writeNumberField(NUMBER, timer.number());
                json.writeNumberField(DUE_AT, timer.dueAt().toEpochMilli());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    static List<Timer> readTimers(String text) throws IOException {
        var timers = new ArrayList<Timer>();
        for (var fields : readObjects(text)) {
            timers.add(new Timer(
                    field(fields, NAME),
                    Long.parseLong(field(fields, NUMBER)),
                    Instant.ofEpochMilli(Long.parseLong(field(fields, DUE_AT)))));
        }
        return timers;
    }

    static String writeApplied(Map<StreamName, StreamPosition> applied) {
        var sorted = new TreeMap<String, StreamPosition>();
        applied.forEach((stream, position) -> sorted.put(stream.toString(), position));
        return write(json -> {
            json.writeStartObject();
            for (var stream : sorted.entrySet()) {
                json.writeArrayFieldStart(stream.getKey());
                json.writeNumber(stream.getValue().version());
                json.writeString(HEX.toHexDigits(stream.getValue().hash()));
                json.writeEndArray();
            }
            json.writeEndObject();
        });
    }

    static Map<StreamName, StreamPosition> readApplied(String text) throws IOException {
        var applied = new HashMap<StreamName, StreamPosition>();
        try (var json = JSON.createParser(text)) {
            expect(json.nextToken(), JsonToken.START_OBJECT);
            while (json.nextToken() != JsonToken.END_OBJECT) {
                var stream = StreamName.parse(json.currentName());
                expect(json.nextToken(), JsonToken.START_ARRAY);
                expect(json.nextToken(), JsonToken.VALUE_NUMBER_INT);
                long version = json.getLongValue();
                expect(json.nextToken(), JsonToken.VALUE_STRING);
                applied.put(stream, new StreamPosition(version, HexFormat.fromHexDigitsToLong(json.getText())));
                expect(json.nextToken(), JsonToken.END_ARRAY);
            }
            expect(json.nextToken(), null);
        }
        return applied;
    }

    interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    static String write(Writing writing) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * Reads a list of objects. A field that is neither text nor a number comes from a later release and is left out.
     */
    private static List<Map<String, String>> readObjects(String text) throws IOException {
        var objects = new ArrayList<Map<String, String>>();
        try (var json = JSON.createParser(text)) {
            expect(json.nextToken(), JsonToken.START_ARRAY);
            while (json.nextToken() != JsonToken.END_ARRAY) {
                expect(json.currentToken(), JsonToken.START_OBJECT);
                objects.add(fields(json));
            }
            expect(json.nextToken(), null);
        }
        return objects;
    }

    private static Map<String, String> fields(JsonParser json) throws IOException {
        var fields = new HashMap<String, String>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            var token = json.nextToken();
            if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
                fields.put(name, json.getText());
            } else {
                json.skipChildren();
            }
        }
        return fields;
    }

    private static String field(Map<String, String> fields, String name) throws IOException {
        var value = fields.get(name);
        if (value == null) {
            throw new IOException("no " + name);
        }
        return value;
    }

    static void expect(@Nullable JsonToken actual, @Nullable JsonToken expected) throws IOException {
        if (actual != expected) {
            throw new IOException("expected " + expected + ", found " + actual);
        }
    }
}
