package io.daybook.testing.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of {@code infra/events}, with the answer in the file beside it.
 *
 * @param file relative to the directory of all events, such as {@code commands/010-open.json}
 * @param function the name of the function that it is for, which is also the name of its directory
 */
public record SampleEvent(String file, String function, JsonNode event, JsonNode answer) {
    /** The build sets it as {@code test.sample-events}. */
    public static final Path DIRECTORY = Path.of(
            System.getProperty("test.sample-events", Path.of("infra", "events").toString()));

    private static final String EVENT = ".json";
    private static final String ANSWER = ".answer.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** All of them, in the order in which they give the documented answers. */
    public static List<SampleEvent> all() throws IOException {
        var events = new ArrayList<SampleEvent>();
        try (var files = Files.walk(DIRECTORY, 2)) {
            for (var file : files.filter(SampleEvent::isEvent).sorted().toList()) {
                var answer = Path.of(file.toString().replace(EVENT, ANSWER));
                events.add(new SampleEvent(
                        DIRECTORY.relativize(file).toString(),
                        DIRECTORY.relativize(file).getName(0).toString(),
                        JSON.readTree(file.toFile()),
                        JSON.readTree(answer.toFile())));
            }
        }
        return events;
    }

    /** Writes an answer like the documented ones: with its body as JSON instead of text, and without null members. */
    public static JsonNode readable(JsonNode answer) throws IOException {
        if (!(answer instanceof ObjectNode object)) {
            return answer;
        }
        var readable = object.deepCopy();
        readable.properties().removeIf(member -> member.getValue().isNull());
        if (readable.path("body").isTextual()) {
            readable.set("body", JSON.readTree(readable.path("body").asText()));
        }
        return readable;
    }

    @Override
    public String toString() {
        return file;
    }

    private static boolean isEvent(Path file) {
        return DIRECTORY.relativize(file).getNameCount() == 2
                && file.toString().endsWith(EVENT)
                && !file.toString().endsWith(ANSWER);
    }
}
