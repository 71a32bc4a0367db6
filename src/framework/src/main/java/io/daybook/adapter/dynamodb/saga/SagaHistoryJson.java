package io.daybook.adapter.dynamodb.saga;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.kernel.saga.HistoryStep;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The history of one save as JSON text:
 * {@code [{"number","at","trigger","what","stream","version","outcome","detail", "step","sent":[],"timers":[]}]},
 * without null and empty members.
 */
final class SagaHistoryJson {
    private static final String NUMBER = "number";
    private static final String AT = "at";
    private static final String TRIGGER = "trigger";
    private static final String WHAT = "what";
    private static final String STREAM = "stream";
    private static final String VERSION = "version";
    private static final String OUTCOME = "outcome";
    private static final String DETAIL = "detail";
    private static final String STEP = "step";
    private static final String SENT = "sent";
    private static final String TIMERS = "timers";

    private SagaHistoryJson() {}

    static String write(List<HistoryStep> steps) {
        return SagaJson.write(json -> {
            json.writeStartArray();
            for (var step : steps) {
                write(step, json);
            }
            json.writeEndArray();
        });
    }

    /** @throws IOException if the text is not what {@link #write} writes */
    static List<HistoryStep> read(String text) throws IOException {
        var steps = new ArrayList<HistoryStep>();
        try (var json = SagaJson.JSON.createParser(text)) {
            SagaJson.expect(json.nextToken(), JsonToken.START_ARRAY);
            while (json.nextToken() != JsonToken.END_ARRAY) {
                SagaJson.expect(json.currentToken(), JsonToken.START_OBJECT);
                steps.add(read(json).step());
            }
            SagaJson.expect(json.nextToken(), null);
        }
        return steps;
    }

    private static void write(HistoryStep step, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField(NUMBER, step.number());
        json.writeNumberField(AT, step.at().toEpochMilli());
        json.writeStringField(TRIGGER, step.trigger());
        json.writeStringField(WHAT, step.what());
        write(STREAM, step.stream(), json);
        if (step.version() != null) {
            json.writeNumberField(VERSION, step.version());
        }
        write(OUTCOME, step.outcome(), json);
        write(DETAIL, step.detail(), json);
        json.writeStringField(STEP, step.step());
        write(SENT, step.sent(), json);
        write(TIMERS, step.timers(), json);
        json.writeEndObject();
    }

    private static void write(String name, @Nullable String value, JsonGenerator json) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private static void write(String name, List<String> values, JsonGenerator json) throws IOException {
        if (!values.isEmpty()) {
            json.writeFieldName(name);
            json.writeArray(values.toArray(String[]::new), 0, values.size());
        }
    }

    /**
     * The content of one object. Anything but text, numbers and lists of texts comes from a later release and is left
     * out.
     */
    private record Fields(Map<String, String> texts, Map<String, Long> numbers, Map<String, List<String>> lists) {
        HistoryStep step() throws IOException {
            return new HistoryStep(
                    Attributes.present(numbers.get(NUMBER), NUMBER),
                    Instant.ofEpochMilli(Attributes.present(numbers.get(AT), AT)),
                    Attributes.present(texts.get(TRIGGER), TRIGGER),
                    Attributes.present(texts.get(WHAT), WHAT),
                    texts.get(STREAM),
                    numbers.get(VERSION),
                    texts.get(OUTCOME),
                    texts.get(DETAIL),
                    Attributes.present(texts.get(STEP), STEP),
                    lists.getOrDefault(SENT, List.of()),
                    lists.getOrDefault(TIMERS, List.of()));
        }
    }

    private static Fields read(JsonParser json) throws IOException {
        var fields = new Fields(new HashMap<>(), new HashMap<>(), new HashMap<>());
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            switch (json.nextToken()) {
                case VALUE_STRING -> fields.texts().put(name, json.getText());
                case VALUE_NUMBER_INT -> fields.numbers().put(name, json.getLongValue());
                case START_ARRAY -> fields.lists().put(name, texts(json));
                default -> json.skipChildren();
            }
        }
        return fields;
    }

    private static List<String> texts(JsonParser json) throws IOException {
        var texts = new ArrayList<String>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.VALUE_STRING) {
                texts.add(json.getText());
            } else {
                json.skipChildren();
            }
        }
        return texts;
    }
}
