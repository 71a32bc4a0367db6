package io.daybook.adapter.dynamodb.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import io.daybook.kernel.store.Snapshots.RecentCommand;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The recent commands of a snapshot as JSON text: {@code [["commandId",firstVersion]]}. */
final class RecentJson {
    private static final JsonFactory JSON = new JsonFactory();

    private RecentJson() {}

    static String write(List<RecentCommand> recent) {
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

    static List<RecentCommand> read(String text) throws IOException {
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

    private static void expect(@Nullable JsonToken actual, JsonToken expected) throws IOException {
        if (actual != expected) {
            throw new IOException("expected " + expected + ", found " + actual);
        }
    }
}
