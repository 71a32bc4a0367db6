package io.daybook.adapter.json.commit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventsText;
import io.daybook.testtools.ForAll;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What an event may hold, the item's reader reads back to the letter. */
final class EventsJsonTest {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int SEEDS = 3_000;
    private static final String[] PARTS = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\"a\"",
        "\"a\":",
        "1",
        "-0",
        "0.5",
        "1e9",
        "01",
        "true",
        "null",
        "nul",
        " ",
        "\t",
        "\\n",
        "\\u00e9",
        "\\",
        "é",
        "\uD83D\uDE00",
        "\u0001",
        "\u007f",
        "{}",
        "[]",
        "{\"b\":[1,2]}",
        "\"x\\\"y\""
    };

    @Test
    void what_an_event_takes_is_what_the_reader_takes() {
        ForAll.seeds(SEEDS, random -> {
            var data = mutated(random, "{\"a\":[1,{\"b\":\"c\"}],\"d\":-1.5e3,\"e\":{}}");
            boolean taken = isTaken(data);
            assertThat(taken).as(data).isEqualTo(isObjectToJackson(data));
            if (taken) {
                var events = List.of(new EncodedEvent("e\"1", "A\\", 1, data), new EncodedEvent("e2", "B", 2, "{}"));
                assertThat(readBack(events)).isEqualTo(events);
            }
        });
    }

    @Test
    void the_deepest_nesting_the_longest_number_and_the_longest_name_are_read_back() {
        var deep = "{\"a\":" + "[".repeat(997) + "]".repeat(997) + "}";
        var number = "{\"a\":" + "1".repeat(1_000) + "}";
        var name = "{\"" + "a".repeat(49_998) + "\":1}";
        for (var data : List.of(deep, number, name)) {
            var events = List.of(new EncodedEvent("e", "A", 1, data));
            assertThat(readBack(events)).isEqualTo(events);
        }
    }

    private static String mutated(Random random, String text) {
        var changed = new StringBuilder(text);
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(changed.length() + 1);
            int end = Math.min(changed.length(), at + random.nextInt(3));
            changed.replace(at, end, PARTS[random.nextInt(PARTS.length)]);
        }
        return changed.toString();
    }

    private static boolean isTaken(String data) {
        try {
            return new EncodedEvent("e", "A", 1, data).data().equals(data);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isObjectToJackson(String data) {
        if (!data.startsWith("{") || !data.endsWith("}")) {
            return false;
        }
        try (var json = JSON.createParser(data)) {
            json.nextToken();
            json.skipChildren();
            return json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<EncodedEvent> readBack(List<EncodedEvent> events) {
        try {
            return EventsJson.read(EventsText.of(events));
        } catch (IOException e) {
            throw new AssertionError("it cannot be read back", e);
        }
    }
}
