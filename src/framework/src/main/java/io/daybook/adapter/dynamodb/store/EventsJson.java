package io.daybook.adapter.dynamodb.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.store.Snapshots.RecentCommand;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON texts inside of items: {@code [{"id","type","schema","data"}]} for the events of a commit,
 * {@code [["commandId",firstVersion]]} for the recent commands of a snapshot. An event's data is copied as text in both
 * directions; the codec parses it. Data that cannot be read back must never be stored, because it could not be removed
 * again. So it is checked to be a JSON object when the event is made.
 */
final class EventsJson {
    private static final String ID = "id";
    private static final String TYPE = "type";
    private static final String SCHEMA = "schema";
    private static final String DATA = "data";

    /** The names of fields are not interned, because there may be any number of them. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private EventsJson() {}

    /** @throws IOException if the text is not what {@link io.daybook.kernel.event.EventsText} writes */
    static List<EncodedEvent> read(String text) throws IOException {
        var chars = text.toCharArray();
        var events = new ArrayList<EncodedEvent>();
        try (var json = JSON.createParser(chars)) {
            expect(json.nextToken(), JsonToken.START_ARRAY);
            while (json.nextToken() != JsonToken.END_ARRAY) {
                events.add(event(json, chars));
            }
            expect(json.nextToken(), null);
        }
        return events;
    }

    static String writeRecent(List<RecentCommand> recent) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (var command : recent) {
                json.writeStartArray();
                json.writeString(command.commandId());
                json.writeNumber(command.firstVersion());
                json.writeEndArray();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static List<RecentCommand> readRecent(String text) throws IOException {
        var recent = new ArrayList<RecentCommand>();
        try (var json = JSON.createParser(text)) {
            expect(json.nextToken(), JsonToken.START_ARRAY);
            while (json.nextToken() != JsonToken.END_ARRAY) {
                expect(json.currentToken(), JsonToken.START_ARRAY);
                var commandId = json.nextTextValue();
                recent.add(new RecentCommand(commandId, json.nextLongValue(0)));
                expect(json.nextToken(), JsonToken.END_ARRAY);
            }
        }
        return recent;
    }

    private static EncodedEvent event(JsonParser json, char[] chars) throws IOException {
        String id = "";
        String type = "";
        int schema = 0;
        String data = "";
        expect(json.currentToken(), JsonToken.START_OBJECT);
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var field = json.currentName();
            json.nextToken();
            switch (field) {
                case ID -> id = json.getText();
                case TYPE -> type = json.getText();
                case SCHEMA -> schema = json.getIntValue();
                case DATA -> data = object(json, chars);
                default -> json.skipChildren();
            }
        }
        return new EncodedEvent(id, type, schema, data);
    }

    private static String object(JsonParser json, char[] chars) throws IOException {
        expect(json.currentToken(), JsonToken.START_OBJECT);
        int from = (int) json.currentTokenLocation().getCharOffset();
        json.skipChildren();
        return new String(chars, from, (int) json.currentLocation().getCharOffset() - from);
    }

    private static void expect(@Nullable JsonToken actual, @Nullable JsonToken expected) throws IOException {
        if (actual != expected) {
            throw new IOException("expected " + expected + ", found " + actual);
        }
    }
}
