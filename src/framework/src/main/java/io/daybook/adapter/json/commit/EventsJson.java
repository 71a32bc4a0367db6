package io.daybook.adapter.json.commit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.daybook.kernel.event.EncodedEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of a commit from their JSON text, {@code [{"id","type","schema","data"}]}. An event's data is copied
 * as text; the codec parses it. Data that cannot be read back must never be stored, because it could not be removed again.
 * So it is checked to be a JSON object when the event is made.
 */
public final class EventsJson {
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
    public static List<EncodedEvent> read(String text) throws IOException {
        var events = new ArrayList<EncodedEvent>();
        try (var json = JSON.createParser(text.toCharArray())) {
            expect(json.nextToken(), JsonToken.START_ARRAY);
            while (json.nextToken() != JsonToken.END_ARRAY) {
                events.add(event(json, text));
            }
            expect(json.nextToken(), null);
        }
        return events;
    }

    private static EncodedEvent event(JsonParser json, String text) throws IOException {
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
                case DATA -> data = object(json, text);
                default -> json.skipChildren();
            }
        }
        return new EncodedEvent(id, type, schema, data);
    }

    private static String object(JsonParser json, String text) throws IOException {
        expect(json.currentToken(), JsonToken.START_OBJECT);
        int from = (int) json.currentTokenLocation().getCharOffset();
        json.skipChildren();
        return text.substring(from, (int) json.currentLocation().getCharOffset());
    }

    private static void expect(@Nullable JsonToken actual, @Nullable JsonToken expected) throws IOException {
        if (actual != expected) {
            throw new IOException("expected " + expected + ", found " + actual);
        }
    }
}
